import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@cellwatch/events';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from './build-page.js';
import { startLab, type Lab } from './lab.js';
import { repeatUntil } from './listen.js';
import { describeWithBrowser, openBrowser } from './open-browser.js';
import { campaign, campaignCells, campaignCyclesOf, seedCampaign } from './seed-campaign.js';

const pictures = process.env.SCREENSHOT_FOLDER ?? mkdtempSync(join(tmpdir(), 'cellwatch-pictures-'));
const path = `/api/campaigns/${encodeURIComponent(campaign)}`;

let lab: Lab;
let board: RunningBoard;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  buildPage();
  lab = await startLab();
  await seedCampaign(lab.pool, lab.now_second);
  const { stream, database_url } = lab;
  board = await startBoard({ stream, database_url, host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await board?.stop();
  await lab?.stop();
});

async function get(url: string) {
  const response = await fetch(`${board.url}${url}`);
  return { status: response.status, body: await response.json() };
}

/** What a cell’s complete cycles came to, as seeded. */
const seeded = (cell_id: string) => {
  const cell = campaignCells.find(({ facts }) => facts.cell_id === cell_id)!;
  return campaignCyclesOf(cell, lab.now_second).filter(({ status }) => status === 'complete');
};
const retentionOf = (cell_id: string, cycle: number) => seeded(cell_id)[cycle - 1].capacity_retention!;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('REST', () => {
  test('the campaigns that cells name', async () => {
    expect(await get('/api/campaigns')).toEqual({
      status: 200,
      body: { campaigns: [{ campaign, cells: 6, groups: 2, failed: 1, withdrawn: 0 }] },
    });
  });

  test('a campaign at its latest common cycle, against a plain recomputation', async () => {
    const { body } = await get(path);
    // The fifth cell’s 40 cycles but the open one; the failed cell holds nobody back.
    expect(body.latest_common_cycle).toBe(39);
    expect(body.groups.map(({ group }: { group: string }) => group)).toEqual(['pressure_mpa = 5', 'pressure_mpa = 40']);
    const [low, high] = body.groups;
    const of = (group: typeof low, quantity: string) =>
      group.statistics.find((each: { quantity: string }) => each.quantity === quantity);
    const survivors = of(low, 'capacity_retention');
    expect(survivors).toMatchObject({ cycle: 39, at_risk: 2, statistics: { n: 2 } });
    const living = ['p5-r1', 'p5-r2'].map((cell_id) => retentionOf(cell_id, 39));
    expect(survivors.statistics.mean).toBeCloseTo(mean(living), 12);
    expect(of(low, 'capacity_retention_of_all').statistics.mean).toBeCloseTo(
      mean([...living, retentionOf('p5-r3', 25)]),
      12,
    );
    const capacities = ['p40-r1', 'p40-r2', 'p40-r3'].map(
      (cell_id) => seeded(cell_id)[38].cycle_discharging_capacity_ah,
    );
    const capacity = of(high, 'reversible_capacity_ah');
    expect(capacity).toMatchObject({ unit: 'Ah', statistics: { n: 3 } });
    expect(capacity.statistics.mean).toBeCloseTo(mean(capacities), 12);
    expect(low.survival).toMatchObject({ cells: 3, died: 1, steps: [{ cycle: 25, at_risk: 3, survival: 2 / 3 }] });
    expect(low.cells.at(2)).toMatchObject({ cell_id: 'p5-r3', life: { cycle: 25, event: 'died' }, running: false });
  });

  test('another end of life, and what cannot be one', async () => {
    const { body } = await get(`${path}?end_of_life=0.95`);
    expect(body.groups[0].survival.died).toBe(3);
    for (const wrong of ['80', '0', '1.0', '0.8x', ''])
      expect(await get(`${path}?end_of_life=${wrong}`)).toMatchObject({
        status: 400,
        body: { where: 'query end_of_life', got: wrong, expected: 'a ratio between 0 and 1, such as 0.8' },
      });
  });

  test('an unknown campaign is 404 and says so', async () => {
    expect(await get('/api/campaigns/nothing')).toEqual({
      status: 404,
      body: {
        message: 'no cell is of this campaign',
        got: 'nothing',
        where: 'path',
        expected: 'a campaign of GET /api/campaigns',
      },
    });
    expect((await get(`/api/campaigns/${encodeURIComponent("x'; drop table cells; --")}`)).status).toBe(404);
  });

  test('the OpenAPI document describes what is answered: the same fields, and no others', async () => {
    const { schemas } = (await get('/api/openapi.json')).body.components;
    const [group] = (await get(path)).body.groups;
    const answers: [string, object][] = [
      ['Campaign', (await get('/api/campaigns')).body.campaigns[0]],
      ['CampaignGroup', group],
      ['CampaignStatistics', group.statistics[0]],
    ];
    for (const [name, answer] of answers)
      expect([name, ...Object.keys(answer).sort()]).toEqual([name, ...Object.keys(schemas[name].properties).sort()]);
    const { properties } = schemas.CampaignGroup;
    for (const [described, answer] of [
      [properties.cells.items, group.cells[0]],
      [properties.survival, group.survival],
      [properties.survival.properties.steps.items, group.survival.steps[0]],
      [properties.curves.items, group.curves[0]],
      [properties.curves.items.properties.points.items, group.curves[0].points[0]],
      [schemas.CampaignStatistics.properties.statistics, group.statistics[0].statistics],
    ])
      expect(Object.keys(answer).sort()).toEqual(Object.keys(described.properties).sort());
  });
});

describeWithBrowser('the page of a campaign, in a browser', () => {
  let browser: Browser;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => browser?.close());
  beforeEach(() => {
    complaints = [];
  });

  async function opened(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${board.url}/${hash}`);
    return page;
  }

  async function shut(page: Page): Promise<void> {
    await page.context().close();
    expect(complaints).toEqual([]);
  }

  const hash = `#/campaigns/${encodeURIComponent(campaign)}`;
  const cellOf = (page: Page, group: string, quantity: string) =>
    page.locator(`tr[data-group="pressure_mpa = ${group}"] td[data-quantity="${quantity}"]`);

  test('is found from the fleet, with groups, survivors and charts', async () => {
    const page = await opened('');
    await page.locator('.campaigns a', { hasText: campaign }).click();
    await page.locator('h1', { hasText: campaign }).waitFor();
    await page.locator('.uplot canvas').nth(2).waitFor();
    expect(await page.locator('.chart h3').allInnerTexts()).toEqual([
      'Reversible capacity mAh',
      'Coulombic efficiency %',
      'Retention of survivors %',
    ]);
    const living = ['p5-r1', 'p5-r2'].map((cell_id) => 100 * retentionOf(cell_id, 39));
    const shown = await cellOf(page, '5', 'capacity_retention').innerText();
    expect(shown.startsWith(mean(living).toFixed(2))).toBe(true);
    expect(shown).toMatch(/ ± \d\.\d\d \(2\)$/);
    expect(await cellOf(page, '5', 'capacity_retention').getAttribute('title')).toMatch(/cycle 39, n = 2, 2 at risk/);
    expect(await cellOf(page, '5', 'capacity_retention_of_all').innerText()).toMatch(/\(3\)$/);
    await page.getByText('died at cycle 25').waitFor();
    await page.screenshot({ path: join(pictures, 'campaign.png'), fullPage: true });
    await page.locator('a', { hasText: 'p5-r3' }).click();
    await page.locator('h1', { hasText: 'p5-r3' }).waitFor();
    await shut(page);
  });

  test('a cycle that completes moves the common cycle, and the charts stay', async () => {
    const page = await opened(hash);
    await page.getByText('at cycle 39, the latest').waitFor();
    await page.locator('.uplot canvas').nth(2).waitFor();
    await page
      .locator('.chart .plot')
      .first()
      .evaluate((plot) => plot.setAttribute('data-kept', 'yes'));
    const slow = campaignCells[1];
    const [last] = campaignCyclesOf({ ...slow, cycles: 41 }, lab.now_second).slice(39, 40);
    await lab.pool.query(
      `update cycles set status = 'complete', capacity_retention = 0.9, cycle_discharging_capacity_ah = 0.0016
      where cell_id = $1 and derived_cycle_count = 40`,
      [slow.facts.cell_id],
    );
    const moved = page.getByText('at cycle 40, the latest').waitFor();
    await repeatUntil(() => lab.publishResult(topics.cycles, { ...last, status: 'complete' } as typeof last), moved);
    expect(await page.locator('.plot[data-kept="yes"]').count()).toBe(1);
    await shut(page);
  });

  test('one that is not there says so', async () => {
    const page = await opened('#/campaigns/nothing');
    await page.getByText('no cell is of this campaign').waitFor();
    await page.context().close();
    expect(complaints.filter((text) => !/status of 404/.test(text))).toEqual([]);
  });

  test.each([
    ['dark', { colorScheme: 'dark' as const }],
    ['narrow', { viewport: { width: 390, height: 844 } }],
  ])('%s: nothing runs out of the page', async (name, options) => {
    const page = await opened(hash, options);
    await page.locator('.uplot canvas').nth(2).waitFor();
    const [content, frame] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(frame);
    await page.screenshot({ path: join(pictures, `campaign-${name}.png`), fullPage: true });
    await shut(page);
  });
});
