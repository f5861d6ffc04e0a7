import { evolveResistanceTrend, initialResistanceTrendState } from './evolve-resistance-trend.js';
import { resistanceTrend } from './resistance-trend.js';
import { resistanceTrendOf } from './resistance-trend-of.js';

test('point by point it is what all points say, its state is JSON and does not grow', () => {
  const points = Array.from({ length: 200 }, (_, i) => ({
    cycle: 2 * i,
    resistance_ohm: 22 + 3 * Math.sin(i) + (i > 150 ? 0.5 * (i - 150) : 0),
    temperature_celsius: 25,
  }));
  let state = initialResistanceTrendState;
  const alerts = new Set<string | null>();
  points.forEach((point, i) => {
    state = JSON.parse(JSON.stringify(evolveResistanceTrend(state, point))) as typeof state;
    const trend = resistanceTrendOf(state);
    expect(trend).toEqual(resistanceTrend(points.slice(0, i + 1)));
    alerts.add(trend.alert);
  });
  expect(state.recent).toHaveLength(32);
  expect([...alerts]).toEqual([null, 'warn', 'critical']);
});
