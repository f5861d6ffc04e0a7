import { declareFacts } from '@cellwatch/events';
import { findRegime, type Conditions } from '../cycling/regime.js';
import { retentionReference } from '../cycling/retention-baseline.js';
import { conventions } from './conventions.js';
import { regimeTolerances } from './regime-tolerances.js';

const of = (facts: object) =>
  Object.fromEntries(
    conventions(declareFacts({ cell_id: 'a', ...facts })).map(({ name, ...convention }) => [name, convention]),
  );

test('the paper’s half-cell: lithiation first, CE = charge / discharge, retention of charge against cycle 1', () => {
  const half = of({
    system: 'anode_half_cell',
    active_loading_mg_per_cm2: 2.5,
    area_cm2: Math.PI / 4,
    one_c_milliampere_per_gram: 1200,
    reference_electrode: 'lithium_indium',
  });
  expect(half.role).toEqual({ value: 'half-cell: the anode is under test', basis: 'declared', from: ['system'] });
  expect(half.first_half).toEqual({ value: 'discharge, the lithiation', basis: 'derived', from: ['system'] });
  expect(half.coulombic_efficiency.value).toBe('charge / discharge capacity of the same cycle');
  expect(half.reversible_capacity.value).toBe('charge capacity');
  expect(half.retention_reference).toMatchObject({ value: expect.stringMatching(/^cycle 1 /), from: ['system'] });
  expect(half.specific_basis).toEqual({
    value: '0.0019635 g of active mass of the anode',
    basis: 'derived',
    from: ['active_loading_mg_per_cm2', 'area_cm2'],
  });
  expect(half.one_c).toEqual({
    value: '0.00235619 A',
    basis: 'derived',
    from: ['one_c_milliampere_per_gram', 'active_loading_mg_per_cm2', 'area_cm2'],
  });
  expect(half.reference_offset).toEqual({
    value: '0.62 V above lithium',
    basis: 'derived',
    from: ['reference_electrode'],
  });
});

test('the paper’s full cell: charge first, CE = discharge / charge, retention after formation', () => {
  const full = of({
    system: 'full_cell',
    active_mass_gram: 0.01201659,
    one_c_milliampere_per_gram: 180,
    formation_cycles: [1],
    temperature_set_point_celsius: 60,
  });
  expect(full.first_half.value).toBe('charge');
  expect(full.coulombic_efficiency.value).toBe('discharge / charge capacity of the same cycle');
  expect(full.retention_reference.value).toBe('the first cycle after formation in the same regime');
  expect(full.specific_basis).toMatchObject({ basis: 'declared', from: ['active_mass_gram'] });
  expect(full.areal_basis).toMatchObject({ value: 'none', basis: 'not_declared' });
  expect(full.one_c.value).toBe('0.00216299 A');
  expect(full.nominal_capacity).toMatchObject({ value: '0.00216299 Ah, one hour of 1C', basis: 'derived' });
  expect(full.reference_offset.value).toMatch(/^none/);
  expect(full.formation.value).toMatch(/^cycles 1, kept out/);
  expect(full.check_ups).toMatchObject({ value: 'none', basis: 'not_declared' });
  expect(full.mass_model).toMatchObject({ value: 'coatings', basis: 'not_declared' });
  expect(full.regime).toEqual({
    value:
      'currents within 10 %, end voltages within 10 mV, temperature set points within 2 °C, the same kinds of step',
    basis: 'derived',
    from: ['temperature_set_point_celsius'],
  });
});

test('nothing declared: nothing is guessed, and each line says so', () => {
  for (const [name, { basis }] of Object.entries(of({}))) expect([name, basis]).toEqual([name, 'not_declared']);
});

test('the retention that is stated is the one that the fold refers to', () => {
  const kinds = { 'cycle 1': 'cycle1', 'the first cycle after': 'first_after_formation_same_regime' };
  for (const system of ['full_cell', 'anode_half_cell', 'cathode_half_cell'] as const) {
    const { value } = of({ system }).retention_reference;
    const [, kind] = Object.entries(kinds).find(([words]) => value.startsWith(words))!;
    expect(kind).toBe(retentionReference(declareFacts({ cell_id: 'a', system })));
  }
});

test('the tolerances that are stated are those of the fold', () => {
  const conditions: Conditions = {
    purpose: 'cycling',
    charging_current_ampere: 1,
    discharging_current_ampere: 1,
    charging_end_voltage_volt: 4,
    discharging_end_voltage_volt: 2,
    charging_hold: false,
    discharging_hold: false,
    temperature_celsius: 25,
  };
  const isSame = (other: Partial<Conditions>) => {
    const regimes: Parameters<typeof findRegime>[0] = [];
    findRegime(regimes, conditions);
    findRegime(regimes, { ...conditions, ...other });
    return regimes.length === 1;
  };
  const { current_ratio, end_voltage_volt, temperature_celsius } = regimeTolerances;
  const near: ((share: number) => Partial<Conditions>)[] = [
    (share) => ({ charging_current_ampere: 1 - share * current_ratio }),
    (share) => ({ charging_end_voltage_volt: 4 + share * end_voltage_volt }),
    (share) => ({ temperature_celsius: 25 + share * temperature_celsius }),
  ];
  for (const at of near) expect([isSame(at(0.99)), isSame(at(1.01))]).toEqual([true, false]);
});
