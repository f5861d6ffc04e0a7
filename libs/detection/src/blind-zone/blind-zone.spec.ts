import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { CellFacts, CycleSummary, RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell, type SyntheticCellOptions } from '@cellwatch/synthetic-cell';
import { cellRules } from '../rule-set/cell-rules.js';
import { noRuleSet } from '../rule-set/rule-set.js';
import { blindZone } from './blind-zone.js';
import { surveyCharge } from './survey-charge.js';

const facts: CellFacts = {
  ...{ cell_id: 'synthetic', facts_version: 'f', system: 'full_cell', nominal_capacity_ah: referenceCell.capacity_ah },
  ...{ active_mass_gram: 0.01154535, one_c_milliampere_per_gram: 180 },
  ...{ lower_voltage_limit_volt: 2, upper_voltage_limit_volt: 4.3 },
};
/** Numbers of the simulated cell are known only with REST_LEAK’s limits. */
const rules = cellRules(noRuleSet, { cell_id: '' });
const withRest = {
  ...rules,
  of: { ...rules.of, REST_LEAK: { enabled: true, limits: { least_slope: 0.005, least_duration: 900 } } },
};

function lived(over: Partial<SyntheticCellOptions>): { cycles: CycleSummary[]; batches: RecordBatch[] } {
  const cell = syntheticCell({ cycles: 5, sampling_second: 10, ...over });
  let state = initialCyclingState(facts);
  const cycles = new Map<number, CycleSummary>();
  const batches: RecordBatch[] = [];
  let batch: RecordBatch | null;
  while ((batch = cell.next())) {
    const evolved = evolveCycling(state, batch);
    state = evolved.state;
    for (const cycle of evolved.cycles) cycles.set(cycle.derived_cycle_count, cycle);
    batches.push(batch);
  }
  return { cycles: [...cycles.values()], batches };
}

function zoneOf(over: Partial<SyntheticCellOptions> = {}) {
  const { cycles, batches } = lived(over);
  return blindZone(cycles, surveyCharge(batches), withRest);
}

test('the simulated cell at 0.3C: 3 mV are some 85 kΩ, 1 percentage point 1.41 MΩ, 5 mV/h about 1.3 MΩ', () => {
  // 85 kΩ is for 3.68 V; the mean voltage of the charge is some 0.2 V above.
  const zone = zoneOf({ sampling_second: 1, cycles: 4 });
  expect(zone.shortest_dip_second).toBe(1);
  expect(zone.smallest_dip_volt).toBe(0.003);
  expect(zone.dip_shunt_ohm! / 85e3).toBeGreaterThan(0.9);
  expect(zone.dip_shunt_ohm! / 85e3).toBeLessThan(1.12);
  expect(zone.efficiency_shunt_ohm! / 1.41e6).toBeCloseTo(1, 1.3);
  // 1 MΩ bends the rest from −25.2 to −31.6 mV/h.
  const true_ohm = 1e6 / (5 / (31.6 - 25.2));
  expect(zone.rest_shunt_ohm! / true_ohm).toBeGreaterThan(0.5);
  expect(zone.rest_shunt_ohm! / true_ohm).toBeLessThan(2);
});

test('at 30 s, in words', () => {
  const [dips, efficiency, rest] = zoneOf({ sampling_second: 30 }).sentences;
  expect(dips).toMatch(/^Dips shorter than 30 s or shallower than [\d.]+ mV \(shunts above \d+ kΩ\) are not seen/);
  expect(efficiency).toMatch(/^A permanent shunt above 1\.4 MΩ costs less than the 1 % of a charge/);
  expect(rest).toMatch(/^A permanent shunt above about [\d.]+ (MΩ|kΩ) bends/);
});

test('noise and slow sampling widen it: 5 mV of noise hide what 3 mV would show', () => {
  const quiet = zoneOf();
  const noisy = zoneOf({ voltage_noise_volt: 5e-3 });
  expect(noisy.smallest_dip_volt!).toBeGreaterThan(0.03);
  expect(noisy.dip_shunt_ohm!).toBeLessThan(0.15 * quiet.dip_shunt_ohm!);
  expect(zoneOf({ sampling_second: 60 }).shortest_dip_second).toBe(60);
});

test('rests below 15 min show nothing', () => {
  const { rest_shunt_ohm, sentences } = zoneOf({ rest_second: 600 });
  expect(rest_shunt_ohm).toBeNull();
  expect(sentences[2]).toBe('Rests of 10 min are too short: from 15 min on a leak at rest is seen.');
});

test('of a cell without cycles nothing is claimed', () => {
  expect(blindZone([], null, withRest)).toMatchObject({
    ...{ shortest_dip_second: null, smallest_dip_volt: null },
    ...{ dip_shunt_ohm: null, efficiency_shunt_ohm: null, rest_shunt_ohm: null },
  });
  expect(surveyCharge([])).toBeNull();
});
