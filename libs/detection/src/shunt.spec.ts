import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { CellAlert, CellFacts, RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell, type SyntheticCellOptions } from '@cellwatch/synthetic-cell';
import { initialCycleRulesState } from './cycle/cycle-rules-state.js';
import { evolveCycleRules } from './cycle/evolve-cycle-rules.js';
import { defaultRules } from './default-rules.js';
import { evolveRecordRules, initialRecordRulesState } from './records/evolve-record-rules.js';

const facts: CellFacts = {
  cell_id: 'synthetic',
  facts_version: 'f',
  system: 'full_cell',
  nominal_capacity_ah: referenceCell.capacity_ah,
  active_mass_gram: 0.01154535,
  one_c_milliampere_per_gram: 180,
  lower_voltage_limit_volt: 2,
  upper_voltage_limit_volt: 4.3,
};

const rules = defaultRules();

/** The rules over a simulated cell. */
function alertsOf(over: Partial<SyntheticCellOptions>, declared = facts): CellAlert[] {
  const cell = syntheticCell({ sampling_second: 10, time_step_second: 10, cycles: 11, ...over });
  let cycling = initialCyclingState(declared);
  let ofCycles = initialCycleRulesState(declared);
  let records = initialRecordRulesState(declared);
  const alerts: CellAlert[] = [];
  let batch: RecordBatch | null;
  while ((batch = cell.next())) {
    const running = evolveRecordRules(records, batch, defaultRules());
    records = running.state;
    const { state, cycles } = evolveCycling(cycling, batch);
    cycling = state;
    const judged = evolveCycleRules(ofCycles, cycles, rules);
    ofCycles = judged.state;
    alerts.push(...running.alerts, ...judged.alerts);
  }
  return alerts;
}

/** After eight healthy cycles. */
const shunted = (ohm: number, cycles = 11) => alertsOf({ cycles, shunts: [{ from_cycle: 9, resistance_ohm: ohm }] });
const inCycle = (alerts: CellAlert[], number: number) =>
  alerts
    .filter(({ changed_cycle_count, status }) => changed_cycle_count === number && status === 'firing')
    .map(({ rule, severity }) => `${rule} ${severity}`);

const leaking = ['REST_LEAK warning'];
const warned = ['CE_DROP warning', ...leaking];
const critical = ['CE_DROP critical', ...leaking];
const charging = ['OVERCHARGE warning', 'OVERCHARGE critical'];
const overcharged = [...charging, ...critical];

// What lasts is told once: in the second cycle only what needs two of them.
test.each([
  ['3 MΩ', 3e6, [], []],
  ['1 MΩ', 1e6, warned, []],
  ['300 kΩ', 3e5, warned, []],
  ['100 kΩ', 1e5, critical, ['SUDDEN_FADE warning']],
  ['30 kΩ', 3e4, overcharged, ['SUDDEN_FADE critical', 'RETENTION warning']],
  ['10 kΩ', 1e4, overcharged, ['SUDDEN_FADE critical', 'NO_CUTOFF warning']],
  ['7 kΩ', 7e3, overcharged, ['SUDDEN_FADE critical', 'NO_CUTOFF warning']],
])('a shunt of %s in its first cycle and in its second', (_, ohm, first, second) => {
  const alerts = shunted(ohm);
  expect(inCycle(alerts, 9)).toEqual(first);
  expect(inCycle(alerts, 10)).toEqual(second);
  expect(alerts.filter((alert) => (alert.derived_cycle_count ?? 0) < 9)).toEqual([]);
});

test('3 MΩ: the cumulative sum finds it in the fourth cycle', () => {
  expect(shunted(3e6, 13).map((alert) => [alert.derived_cycle_count, alert.evidence.quantity])).toEqual([
    [12, 'coulombic_efficiency_cusum'],
  ]);
});

test('3 kΩ: the discharge ends at once, so there is no efficiency; the charge tells, and the rest after it', () => {
  const alerts = shunted(3e3);
  expect(alerts.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    'OVERCHARGE warning',
    'OVERCHARGE critical',
    'HARD_SHORT critical',
  ]);
});

test('5 kΩ: the voltage stalls at I·R_s = 3.12 V', () => {
  expect(inCycle(shunted(5e3), 9)).toContain('SOFT_STALL warning');
});

test('30 kΩ while it charges: the first record above each limit, long before the charge ends', () => {
  const [warning, severe] = shunted(3e4);
  const median = 0.9473 * referenceCell.capacity_ah;
  expect(warning.evidence.baseline).toBeCloseTo(median, 5);
  for (const [{ evidence }, factor] of [
    [warning, 1.1],
    [severe, 1.25],
  ] as const) {
    const perRecord = (referenceCell.current_ampere * 10) / 3600;
    expect(evidence.limit).toBe(factor * (evidence.baseline as number));
    expect(evidence.value).toBeGreaterThan(evidence.limit);
    expect(evidence.value - perRecord).toBeLessThanOrEqual(evidence.limit);
  }
  // A record every ten seconds.
  expect(severe.record_index).toBe(warning.record_index);
  const charged = severe.changed_at_unix_second! - warning.changed_at_unix_second!;
  expect(charged).toBeGreaterThan(0);
  expect(charged).toBe(10 * (severe.evidence.last_record_index - warning.evidence.last_record_index));
  expect(warning).toMatchObject({
    cell_id: 'synthetic',
    rule: 'OVERCHARGE',
    test_id: 'synthetic',
    rule_version: 4,
    facts_version: 'f',
    derived_cycle_count: 9,
    message: expect.stringMatching(
      /^Cycle 9: charging has taken 1\.6\d{3} mAh, more than 1\.67\d\d mAh, which is 1\.10 times the median of its last charges \(1\.52\d\d mAh\), and goes on\.$/,
    ),
    evidence: { quantity: 'cycle_charging_capacity_ah', unit: 'Ah', last_record_index: warning.record_index },
  });
});

test.each([
  ['as it is', {}],
  ['fading 0.4 % and hardening 1 % a cycle', { fade_per_cycle: 0.004, resistance_growth_per_cycle: 0.01 }],
  ['noisy by 1 mV, recorded once a minute', { voltage_noise_volt: 0.001, sampling_second: 60 }],
  ['first charged from nothing, where its efficiency reads 102 %', { initial_state_of_charge: 0 }],
])('a healthy cell, %s, is quiet', (_, over) => {
  expect(alertsOf({ cycles: 30, ...over })).toEqual([]);
});

const limits = { lower_voltage_limit_volt: 0.02, upper_voltage_limit_volt: 1.38 };
const anode = (over: Partial<SyntheticCellOptions>) =>
  alertsOf(
    { system: 'anode_half_cell', initial_state_of_charge: 1, cycles: 10, ...limits, ...over },
    { ...facts, system: 'anode_half_cell', ...limits },
  );

test('an anode half-cell whose charge comes second: healthy it is quiet, a shunt lengthens the charge', () => {
  expect(anode({})).toEqual([]);
  const alerts = anode({ shunts: [{ from_cycle: 9, resistance_ohm: 2000 }] });
  // There the leak takes charge out, so more comes back than the cycler gave: no drop of efficiency.
  expect(inCycle(alerts, 9)).toEqual([...charging, 'SOFT_STALL warning', ...leaking]);
  expect(inCycle(alerts, 10)).toEqual([]);
});
