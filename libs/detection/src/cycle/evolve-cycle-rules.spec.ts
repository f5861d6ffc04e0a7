import type { CellFacts, CycleSummary, EndReason } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { rules as registry } from '../rules.js';
import { testCycle } from '../spec-support/test-cycle.js';
import { initialCycleRulesState, type CycleRulesState } from './cycle-rules-state.js';
import { evolveCycleRules } from './evolve-cycle-rules.js';

const facts: CellFacts = { cell_id: 'cell', facts_version: 'f', system: 'full_cell' };
const rules = defaultRules();
const fold = (cycles: CycleSummary[], from: CycleRulesState = initialCycleRulesState(facts)) =>
  evolveCycleRules(from, cycles, rules);

function randomLife(length: number, random: () => number): CycleSummary[] {
  const reasons: EndReason[] = ['voltage', 'voltage', 'voltage', 'capacity', 'user'];
  const spike = (least: number, span: number) => (random() < 0.1 ? least : 1) * (1 + span * (random() - 0.5));
  return Array.from({ length }, (_, index) => {
    const capacity = spike(0.9, 0.01) * (1 - 5e-4 * index - (index > 120 ? 6e-3 * (index - 120) : 0));
    return testCycle(index + 1, {
      cycle_discharging_capacity_ah: capacity,
      capacity_retention: random() < 0.1 ? null : capacity,
      coulombic_efficiency: random() < 0.05 ? null : spike(0.96, 0.01),
      charging_c_rate: 0.3,
      discharging_c_rate: 0.3,
      charging_end_reason: reasons[Math.floor(random() * reasons.length)],
      discharging_end_reason: 'voltage',
      regime: random() < 0.03 ? 'fast' : 'slow',
      flags: random() < 0.05 ? ['counter_mismatch'] : random() < 0.05 ? ['sign_suspect'] : [],
      status: random() < 0.03 ? 'open' : 'complete',
      rest_after_charge: {
        edge: null,
        duration_second: random() < 0.1 ? 3600 : 1800,
        start_voltage_volt: 4.2,
        voltage_1s_volt: null,
        voltage_10s_volt: null,
        end_voltage_volt: 4.1,
        slope_volt_per_hour: -0.025 * spike(2, 0.05),
        relaxed_voltage_volt: null,
        time_constant_second: null,
      },
    });
  });
}

test('any splitting, and JSON in between, gives the same alerts and state byte for byte', () => {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const fired = new Set<string>();
  for (let round = 0; round < 25; round += 1) {
    const cycles = randomLife(160, random);
    const whole = fold(cycles);
    let state = initialCycleRulesState(facts);
    const alerts = [];
    for (let at = 0; at < cycles.length;) {
      const next = at + Math.floor(random() * 5);
      const evolved = fold(cycles.slice(at, next), state);
      alerts.push(...evolved.alerts);
      state = JSON.parse(JSON.stringify(evolved.state)) as CycleRulesState;
      at = next;
    }
    for (const { rule, status } of whole.alerts) if (status === 'firing') fired.add(rule);
    expect(JSON.stringify({ state, alerts })).toBe(JSON.stringify({ state: whole.state, alerts: whole.alerts }));
  }
  expect([...fired].sort()).toEqual([
    'CE_DROP',
    'DATA_CAPACITY',
    'DATA_SIGN',
    'KNEE',
    'NO_CUTOFF',
    'REST_LEAK',
    'RETENTION',
    'SUDDEN_FADE',
  ]);
});

test('the state does not grow with the cycles, and no chart has more than 32 points', () => {
  const random = () => 0.5;
  const long = fold(randomLife(2000, random));
  expect(JSON.stringify(long.state).length).toBeLessThan(10_000);
  for (const { evidence } of long.alerts) expect(evidence.chart?.x.length ?? 0).toBeLessThanOrEqual(32);
});

test('each limit that comes with the program lies inside its own bounds', () => {
  const outside = registry.flatMap(({ code, limits }) =>
    limits
      .filter((limit) => limit.default < limit.minimum || limit.default > limit.maximum)
      .map(({ name }) => [code, name]),
  );
  expect(outside).toEqual([]);
});
