import type { Life } from './life-of.js';
import { survival } from './survival.js';

const lives = (text: string): Life[] =>
  text.split(' ').map((word) => ({ cycle: parseInt(word), event: word.endsWith('+') ? 'censored' : 'died' }));

test('remission under 6-MP (Freireich 1963), as every textbook has it', () => {
  const found = survival(lives('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'));
  expect(found).toMatchObject({ cells: 21, died: 9, censored: 12, median_life_cycle: 23 });
  expect(found.steps.map(({ cycle, at_risk, died, survival }) => [cycle, at_risk, died, survival.toFixed(3)])).toEqual([
    [6, 21, 3, '0.857'],
    [7, 17, 1, '0.807'],
    [10, 15, 1, '0.753'],
    [13, 12, 1, '0.690'],
    [16, 11, 1, '0.627'],
    [22, 7, 1, '0.538'],
    [23, 6, 1, '0.448'],
  ]);
  const interval = ({ confidence_low, confidence_high }: (typeof found.steps)[number]) =>
    [confidence_low, confidence_high].map((bound) => bound!.toFixed(3));
  expect(interval(found.steps[0])).toEqual(['0.620', '0.952']);
  expect(interval(found.steps[2])).toEqual(['0.503', '0.889']);
  expect(interval(found.steps[6])).toEqual(['0.188', '0.680']);
});

test('without censoring it is the share that is left', () => {
  const found = survival(lives('1 2 3 4'));
  expect(found.steps.map((step) => step.survival)).toEqual([0.75, 0.5, 0.25, 0]);
  expect(found.median_life_cycle).toBe(2);
  expect(found.steps[3]).toMatchObject({ confidence_low: null, confidence_high: null });
});

test('when fewer than half have died, the median is not reached', () => {
  expect(survival(lives('10 20+ 20+'))).toMatchObject({ median_life_cycle: null, steps: [{ survival: 2 / 3 }] });
  expect(survival(lives('20+ 20+'))).toMatchObject({ died: 0, steps: [], median_life_cycle: null });
  expect(survival([])).toMatchObject({ cells: 0, steps: [] });
});

test('who is censored at a cycle was at risk there', () => {
  expect(survival(lives('5 5+ 9+')).steps).toMatchObject([{ cycle: 5, at_risk: 3, died: 1, survival: 2 / 3 }]);
});
