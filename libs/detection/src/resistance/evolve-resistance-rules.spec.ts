import type { AlertRule, CellFacts, ResistanceEstimate } from '@cellwatch/events';
import { defaultRules } from '../default-rules.js';
import { evolveResistanceRules } from './evolve-resistance-rules.js';
import { initialResistanceRulesState, type ResistanceRulesState } from './resistance-rules-state.js';

const facts: CellFacts = { cell_id: 'cell', facts_version: 'f' };
const rules = defaultRules();

function estimate(cycle: number, over: Partial<ResistanceEstimate> = {}): ResistanceEstimate {
  const ohmic = over.ohmic_resistance_ohm ?? 3;
  return {
    cell_id: 'cell',
    spectrum_id: cycle.toString(16).padStart(16, '0'),
    circuit_id: 'S2W',
    facts_version: 'f',
    revision: 1,
    retracted: false,
    measured_at_unix_second: 1e9 + cycle,
    derived_cycle_count: cycle,
    specimen: null,
    comparable: true,
    frequency_minimum_hertz: 0.01,
    ohmic_resistance_ohm: ohmic,
    charge_transfer_resistance_ohm: 22.3,
    raw_parameters: [ohmic, 12, 2e-5, 0.85, 22.3, 4e-4, 0.8, 25],
    series_key: 'series',
    reference_resistance_ohm: 22.8,
    resistance_ratio: 0.98,
    slope_ohm_per_cycle: null,
    slope_lower_ohm_per_cycle: null,
    cusum_upper: 0,
    growth: null,
    ...over,
  } as ResistanceEstimate;
}

const fold = (estimates: ResistanceEstimate[], from: ResistanceRulesState = initialResistanceRulesState(facts)) =>
  evolveResistanceRules(from, estimates, rules);
const told = (rule: AlertRule, estimates: ResistanceEstimate[]) =>
  fold(estimates)
    .alerts.filter((alert) => alert.rule === rule)
    .map(({ changed_cycle_count, status, severity }) => [changed_cycle_count, status === 'firing' ? severity : status]);
const quiet = [10, 20, 30, 40, 50].map((cycle) => estimate(cycle));

describe('RCT_GROWTH', () => {
  const grown = (cycle: number, ratio: number, over: Partial<ResistanceEstimate> = {}) =>
    estimate(cycle, { resistance_ratio: ratio, cusum_upper: 5, ...over });

  test('an episode: it warns, gets critical, and ends after three quiet spectra', () => {
    const life = [1.2, 1.5, 1.7, 2.1, 1.3, 1.3, 1.3].map((ratio, at) => grown(60 + at, ratio));
    expect(told('RCT_GROWTH', [...quiet, ...life])).toEqual([
      [61, 'warning'],
      [63, 'critical'],
      [66, 'cleared'],
    ]);
    expect(fold([...quiet, ...life.slice(0, 2)]).alerts[0]).toMatchObject({
      test_id: (61).toString(16).padStart(16, '0'),
      record_index: 0,
      topic: 'cell.resistances',
      evidence: { regime: 'series', limit: 34.2, baseline: 22.8 },
    });
  });

  test('as the published activation and a later doubling', () => {
    const reference = { reference_resistance_ohm: null, resistance_ratio: null };
    const activation = [
      [0, 38.7],
      [10, 26.1],
      [50, 22.8],
    ].map(([cycle, ohm]) => estimate(cycle, { charge_transfer_resistance_ohm: ohm, ...reference }));
    const life = [...activation, estimate(100)];
    expect(fold(life).alerts).toEqual([]);
    expect(told('RCT_GROWTH', [...life, grown(150, 46 / 22.8, { growth: 'critical' })])).toEqual([[150, 'critical']]);
  });

  test('without a trend that confirms it there is none', () => {
    expect(told('RCT_GROWTH', [...quiet, grown(60, 1.9, { cusum_upper: 4, slope_lower_ohm_per_cycle: 0 })])).toEqual(
      [],
    );
    expect(told('RCT_GROWTH', [...quiet, grown(60, 1.9, { cusum_upper: 0, slope_lower_ohm_per_cycle: 0.1 })])).toEqual([
      [60, 'warning'],
    ]);
  });
});

describe('EIS_SHORT', () => {
  test('R1 more than 30 % below its median, which a short does not lower', () => {
    const low = [60, 70, 80].map((cycle) => estimate(cycle, { ohmic_resistance_ohm: 2 }));
    expect(told('EIS_SHORT', [...quiet, ...low])).toEqual([[60, 'warning']]);
    expect(told('EIS_SHORT', [...quiet, estimate(60, { ohmic_resistance_ohm: 2.11 })])).toEqual([]);
    expect(fold([...quiet, low[0]]).alerts[0].message).toBe(
      'Spectrum of cycle 60: R1 is 2.00 Ω, 33.33 % below 3.00 Ω, the median of the last 5; 30.00 % are allowed.',
    );
  });

  test('|Z| at the lowest frequency more than 50 % below: what a spectrum that reaches as low says', () => {
    const shunted = estimate(60, { raw_parameters: [3, 5, 2e-5, 0.85, 8, 4e-4, 0.8, 5] });
    expect(told('EIS_SHORT', [...quiet, shunted])).toEqual([[60, 'warning']]);
    expect(fold([...quiet, shunted]).alerts[0].evidence.quantity).toBe('lowest_frequency_impedance_ohm');
    expect(told('EIS_SHORT', [...quiet, { ...shunted, frequency_minimum_hertz: 1 }])).toEqual([]);
  });

  test('quiet: activation, another series, a specimen, a spectrum that is not comparable', () => {
    const young = [0, 1, 2, 3].map((cycle) =>
      estimate(cycle, { raw_parameters: [3, 12, 2e-5, 0.85, 200, 4e-4, 0.8, 25] }),
    );
    expect(told('EIS_SHORT', [...young, ...quiet])).toEqual([]);
    for (const over of [{ series_key: 'warmer' }, { specimen: 'pellet' }, { comparable: false }, { series_key: null }])
      expect(told('EIS_SHORT', [...quiet, estimate(60, { ohmic_resistance_ohm: 1, ...over })])).toEqual([]);
  });
});

test('CONTACT_LOSS: R1 up by 30 % at two spectra in a row, twice at two critical; one alone lapses', () => {
  const high = (cycle: number, ohm: number) => estimate(cycle, { ohmic_resistance_ohm: ohm });
  expect(told('CONTACT_LOSS', [...quiet, high(60, 4), high(70, 4), high(80, 7), high(90, 7)])).toEqual([
    [60, 'pending'],
    [70, 'warning'],
    [90, 'critical'],
  ]);
  expect(told('CONTACT_LOSS', [...quiet, high(60, 4), high(70, 3)]).at(-1)).toEqual([70, 'lapsed']);
});

test('CONTACT_LOSS is judged by the ratios that a lab set for it', () => {
  const CONTACT_LOSS = {
    enabled: true,
    limits: { ...rules.of.CONTACT_LOSS.limits, warning_ratio: 1.5, critical_ratio: 3 },
  };
  const raised = [60, 70, 80, 90].map((cycle, at) =>
    estimate(cycle, { ohmic_resistance_ohm: at < 2 ? 1.4 * 3 : 2.5 * 3 }),
  );
  const { alerts } = evolveResistanceRules(initialResistanceRulesState(facts), [...quiet, ...raised], {
    rules_version: 'lab',
    of: { ...rules.of, CONTACT_LOSS },
  });
  expect(alerts.map(({ changed_cycle_count, severity, status }) => [changed_cycle_count, severity, status])).toEqual([
    [80, 'warning', 'pending'],
    [90, 'warning', 'firing'],
  ]);
});

test('each series has episodes of its own', () => {
  const low = estimate(60, { ohmic_resistance_ohm: 2 });
  const others = [61, 62, 63, 64].map((cycle) => estimate(cycle, { series_key: 'other' }));
  expect(told('EIS_SHORT', [...quiet, low, ...others])).toEqual([[60, 'warning']]);
});

test('disordered: a repeat, an earlier one, a correction; other facts pass', () => {
  const { state } = fold(quiet);
  const timeless = estimate(99, { measured_at_unix_second: null });
  for (const late of [quiet[4], quiet[1], { ...quiet[2], revision: 2, retracted: true }, timeless])
    expect(fold([estimate(60), late], state)).toEqual({ state, alerts: [], disordered: true });
  expect(fold([{ ...quiet[1], facts_version: 'other' }], state)).toEqual({ state, alerts: [], disordered: false });
});

test('any splitting, and JSON in between, gives the same alerts and state byte for byte', () => {
  let seed = 3;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 50; round += 1) {
    const life = Array.from({ length: 40 }, (_, at) =>
      estimate(5 * at, {
        ohmic_resistance_ohm: 3 * (0.5 + 1.2 * random()),
        resistance_ratio: 2.4 * random(),
        cusum_upper: 6 * random(),
        series_key: random() < 0.2 ? 'other' : 'series',
      }),
    );
    const whole = fold(life);
    let state = initialResistanceRulesState(facts);
    const alerts = [];
    for (let at = 0; at < life.length;) {
      const next = at + Math.floor(random() * 5);
      const evolved = fold(life.slice(at, next), state);
      alerts.push(...evolved.alerts);
      state = JSON.parse(JSON.stringify(evolved.state)) as ResistanceRulesState;
      at = next;
    }
    expect(whole.alerts.length).toBeGreaterThan(0);
    expect(JSON.stringify({ state, alerts })).toBe(JSON.stringify({ state: whole.state, alerts: whole.alerts }));
  }
});
