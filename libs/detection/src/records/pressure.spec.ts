import { log } from './spec-support/log.js';

const told = (cell: ReturnType<typeof log>, over: object = set) =>
  cell.told(over).filter((alert) => alert.startsWith('PRESS'));
const set = { pressure_set_point_pa: 4e7 };
/** Silicon breathes: 20 % more at the end of the charge. */
const breathing = (share: number) =>
  [
    { pascal: (second: number) => 4e7 * share * (1 + (0.2 * second) / 7000) },
    { pascal: (second: number) => 4e7 * share * (1.2 - (0.2 * second) / 7000) },
  ] as const;
/** Cycles without a pressure at rest: a rest is no phase. */
function cycles(cell: ReturnType<typeof log>, count: number, share: number) {
  const [charge, discharge] = breathing(share);
  for (let cycle = 0; cycle < count; cycle++)
    cell
      .charge(charge)
      .rest(4.1, { pascal: 4.8e7 * share })
      .discharge(discharge)
      .rest(2.6, { pascal: 4e7 * share });
  return cell;
}

test('breathing by 20 % is quiet', () => {
  expect(told(cycles(log(), 6, 1))).toEqual([]);
});

test('6 % less when a cycle begins warns, 12 % are critical, and it clears when it is back', () => {
  expect(told(cycles(cycles(log(), 3, 1), 2, 0.93))).toEqual(['PRESS firing warning']);
  expect(told(cycles(log(), 3, 0.85))[0]).toBe('PRESS firing critical');
  const [alert] = cycles(log(), 2, 0.93).alerts(set);
  expect(alert.evidence).toMatchObject({ quantity: 'applied_pressure_pa', baseline: 4e7, limit: 3.8e7 });
  expect(told(cycles(cycles(cycles(log(), 3, 1), 1, 0.93), 2, 1))).toEqual([
    'PRESS firing warning',
    'PRESS cleared warning',
  ]);
});

test('in the middle of a cycle it is held against the same phase of the cycles before', () => {
  const cell = cycles(log(), 3, 1).charge({
    pascal: (second) => breathing(1 + 0.08 * Math.min(1, Math.max(0, (second - 2500) / 1500)))[0].pascal(second),
  });
  const alerts = cell
    .rest(4.1)
    .alerts(set)
    .filter(({ rule }) => rule === 'PRESS');
  expect(alerts.map(({ severity }) => severity)).toContain('warning');
  const [phase] = alerts.filter(({ evidence }) => evidence.quantity === 'applied_pressure_pa');
  expect(phase.message).toContain('at the same phase');
});

test('more than 1 MPa in a minute, with or without a set point', () => {
  const cell = () =>
    log().charge({ pascal: (second) => (second < 3000 ? 4e7 : Math.max(3.5e7, 4e7 - (second - 3000) * 3e4)) });
  for (const over of [set, {}]) expect(told(cell(), over)[0]).toBe('PRESS firing warning');
  expect(told(log().charge({ pascal: (second) => 4e7 - second * 100 }), {})).toEqual([]);
});

test('quiet while it is clamped, and where nothing is declared', () => {
  expect(told(log().rest(2.6, { pascal: (second) => 1e6 + second * 6e4 }))).toEqual([]);
  expect(told(cycles(log(), 3, 0.5), {})).toEqual([]);
});
