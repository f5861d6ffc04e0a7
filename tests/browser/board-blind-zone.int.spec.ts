import { startBoard, type RunningBoard } from '@cellwatch/board';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';

let lab: Lab;
let board: RunningBoard;

beforeAll(async () => {
  buildPage();
  lab = await startLab();
  board = await startBoard({ stream: lab.stream, database_url: lab.database_url, host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await board?.stop();
  await lab?.stop();
});

const get = async (path: string) => {
  const response = await fetch(`${board.url}${path}`);
  return { status: response.status, body: await response.json() };
};

test('what cannot be seen in a cell, in numbers and in words, as the document describes it', async () => {
  const { status, body } = await get('/api/cells/half-11/blind-zone');
  expect(status).toBe(200);
  expect(body.shortest_dip_second).toBeGreaterThan(0);
  expect(body.smallest_dip_volt).toBeGreaterThanOrEqual(0.003);
  expect(body.sentences).toHaveLength(3);
  expect(body.sentences[0]).toMatch(/^Dips shorter than [\d.]+ (s|min) or shallower than [\d.]+ mV/);
  const document = (await get('/api/openapi.json')).body;
  const answer = document.paths['/api/cells/{cell_id}/blind-zone'].get.responses['200'].content['application/json'];
  expect(Object.keys(answer.schema.properties).sort()).toEqual(Object.keys(body).sort());
});

test('of an unknown cell nothing', async () => {
  expect((await get('/api/cells/nobody/blind-zone')).status).toBe(404);
});
