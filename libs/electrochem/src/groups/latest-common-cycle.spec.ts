import { latestCommonCycle } from './latest-common-cycle.js';

const running = (cycle: number) => ({ cycle, event: 'censored' as const, running: true });
const ended = (cycle: number, event: 'died' | 'censored') => ({ cycle, event, running: false });

test('every cell that runs has come so far; the dead and the withdrawn hold nobody back', () => {
  expect(latestCommonCycle([running(100), running(97), ended(12, 'died'), ended(40, 'censored')])).toBe(97);
});

test('where none runs, what all came to', () => {
  expect(latestCommonCycle([ended(60, 'died'), ended(40, 'censored')])).toBe(40);
  expect(latestCommonCycle([])).toBeNull();
});
