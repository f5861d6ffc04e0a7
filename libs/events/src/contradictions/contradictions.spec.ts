import { declareFacts, DeclarationError, warnings } from '../index.js';

const area_cm2 = Math.PI / 4;
const full = { cell_id: 'a', system: 'full_cell' };
const anode = { cell_id: 'a', system: 'anode_half_cell' };
/** The paper's LIB full cell: prelithiated anode of 2.5 mg/cm² and 1255.4 mAh/g. */
const lib = {
  ...full,
  counter_loading_mg_per_cm2: 2.5,
  counter_specific_capacity_mah_per_gram: 1255.4,
  area_cm2,
  n_to_p_ratio: 1.1,
};
/** Capacity of 0.1C, 187.4 mAh/g. */
const nominal = (loading: number) => (loading * area_cm2 * 187.4) / 1e6;

describe('what cannot be is refused with both values and what was expected', () => {
  test.each<[object, string, string[]]>([
    [
      { ...anode, reference_electrode: 'lithium_indium', reference_offset_volt: 0 },
      'reference_offset_volt is 0 and reference_electrode is lithium_indium, expected 0.62 ± 0.05 V above lithium',
      ['reference_offset_volt', 'reference_electrode'],
    ],
    [
      { ...anode, reference_electrode: 'lithium', reference_offset_volt: 0.62 },
      'reference_offset_volt is 0.62 and reference_electrode is lithium, expected 0 ± 0.05 V above lithium',
      ['reference_offset_volt', 'reference_electrode'],
    ],
    [
      { ...full, reference_electrode: 'lithium' },
      'reference_electrode is lithium and system is full_cell, expected a reference in half-cells only',
      ['reference_electrode', 'system'],
    ],
    [
      { ...full, reference_offset_volt: 0.62 },
      'reference_offset_volt is 0.62 and system is full_cell, expected none or 0',
      ['reference_offset_volt', 'system'],
    ],
    [
      { ...anode, n_to_p_ratio: 1.1 },
      'n_to_p_ratio is 1.1 and system is anode_half_cell, expected it in a full_cell only',
      ['n_to_p_ratio', 'system'],
    ],
    [
      { ...full, expected_peaks: [{ name: 'Si 0.35', voltage_volt: 0.35, direction: 'charge' }] },
      'expected_peaks names Si 0.35 and system is full_cell, expected them in half-cells only: the terminal voltage',
      ['expected_peaks', 'system'],
    ],
    [{ ...full, n_to_p_ratio: 11 }, 'n_to_p_ratio is 11, expected from 0.5 to 3', ['n_to_p_ratio']],
    [{ ...full, n_to_p_ratio: 0.11 }, 'n_to_p_ratio is 0.11, expected from 0.5 to 3', ['n_to_p_ratio']],
    [
      { cell_id: 'a', failed_at_cycle: 40, withdrawn_at_cycle: 60 },
      'failed_at_cycle is 40 and withdrawn_at_cycle is 60, expected one of them',
      ['failed_at_cycle', 'withdrawn_at_cycle'],
    ],
    [
      { cell_id: 'a', formation_cycles: [1, 2, 3], check_up_cycles: [50, 3, 2] },
      'formation_cycles and check_up_cycles both have 2, 3, expected a cycle to be one of them',
      ['check_up_cycles', 'formation_cycles'],
    ],
    [
      {
        cell_id: 'a',
        temperature_schedule: [1, 6, 6].map((from_cycle) => ({ from_cycle, celsius: 25 })),
      },
      'temperature_schedule.2.from_cycle is 6 after 6, expected the cycles to ascend',
      ['temperature_schedule.2'],
    ],
    [
      { cell_id: 'a', c_rate_schedule: [5, 1].map((from_cycle) => ({ from_cycle, c_rate: 1 })) },
      'c_rate_schedule.1.from_cycle is 1 after 5, expected the cycles to ascend',
      ['c_rate_schedule.1'],
    ],
    [
      {
        ...full,
        active_loading_mg_per_cm2: 15.3,
        area_cm2,
        one_c_milliampere_per_gram: 180,
        nominal_capacity_ah: 2.16,
      },
      'nominal_capacity_ah is 2.16, but active_loading_mg_per_cm2 15.3 × area_cm2 0.7853981633974483 × ' +
        'one_c_milliampere_per_gram 180 is 0.00216299 Ah, expected them within a factor of 2',
      ['nominal_capacity_ah', 'one_c_milliampere_per_gram', 'active_mass_gram', 'active_loading_mg_per_cm2'],
    ],
  ])('case %#', (declared, message, fields) => {
    let error: unknown;
    try {
      declareFacts(declared);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(DeclarationError);
    expect((error as DeclarationError).message).toContain(message);
    expect((error as DeclarationError).issues.map(({ paths }) => paths.map((path) => path.join('.')))).toContainEqual(
      fields,
    );
  });

  test('all of them at once', () => {
    const declared = {
      ...full,
      reference_electrode: 'lithium',
      n_to_p_ratio: 30,
      failed_at_cycle: 1,
      withdrawn_at_cycle: 2,
    };
    expect(() => declareFacts(declared)).toThrow(/reference_electrode.*; .*failed_at_cycle.*; .*n_to_p_ratio is 30/);
  });
});

describe('N/P against loadings and capacities, as the paper states them', () => {
  test('1.1 at 15.5 mg/cm² agrees: 1.08 by 0.1C, 1.12 by 1C', () => {
    for (const capacity of [{ nominal_capacity_ah: nominal(15.5) }, { one_c_milliampere_per_gram: 180 }])
      expect(declareFacts({ ...lib, active_loading_mg_per_cm2: 15.5, ...capacity })).toMatchObject({
        n_to_p_ratio: 1.1,
      });
  });

  test('1.1 at 12.7 mg/cm² is 1.32, unless the anode was scaled', () => {
    const thin = { ...lib, active_loading_mg_per_cm2: 12.7, nominal_capacity_ah: nominal(12.7) };
    expect(() => declareFacts(thin)).toThrow(
      /n_to_p_ratio is 1.1, but counter_loading_mg_per_cm2 2.5 × counter_specific_capacity_mah_per_gram 1255.4 over nominal_capacity_ah 0.00186\d+ per area_cm2 0.785398 is 1.318\d+, expected them within 15 %/,
    );
    expect(declareFacts({ ...thin, counter_loading_mg_per_cm2: 2.5 * (12.7 / 15.5) })).toMatchObject({
      n_to_p_ratio: 1.1,
    });
  });

  test('1.911 mg/cm² from the compaction density cannot carry 1.1 against 2.48 mAh/cm²; the 2.40 that it needs can', () => {
    const solid = {
      ...full,
      n_to_p_ratio: 1.1,
      area_cm2,
      nominal_capacity_ah: (2.4801 / 1000) * area_cm2,
      counter_specific_capacity_mah_per_gram: 1137,
    };
    expect(() => declareFacts({ ...solid, counter_loading_mg_per_cm2: 1.911 })).toThrow(
      /is 0.876\d+, expected them within/,
    );
    expect(declareFacts({ ...solid, counter_loading_mg_per_cm2: 2.4 })).toMatchObject({
      counter_loading_mg_per_cm2: 2.4,
    });
  });

  test('a rated capacity below 1C is enough: either may agree', () => {
    const solid = { ...lib, active_loading_mg_per_cm2: 14.7, one_c_milliampere_per_gram: 180 };
    expect(declareFacts({ ...solid, nominal_capacity_ah: 0.00161058 })).toMatchObject({ n_to_p_ratio: 1.1 });
  });

  test('15 % is the limit', () => {
    const at = (n_to_p_ratio: number) => ({
      ...full,
      n_to_p_ratio,
      counter_loading_mg_per_cm2: 1,
      counter_specific_capacity_mah_per_gram: 1000,
      active_loading_mg_per_cm2: 10,
      one_c_milliampere_per_gram: 100,
    });
    expect(declareFacts(at(1 / 1.149))).toBeTruthy();
    expect(() => declareFacts(at(1 / 1.151))).toThrow('is 1, expected them within 15 %');
  });
});

test('what is only declared in part contradicts nothing', () => {
  for (const facts of [
    { ...anode, reference_electrode: 'lithium_indium' },
    { ...anode, reference_electrode: 'lithium_indium', reference_offset_volt: 0.57 },
    { ...full, n_to_p_ratio: 1.1, counter_loading_mg_per_cm2: 2.5 },
    { ...full, expected_peaks: [] },
    { ...full, reference_offset_volt: 0 },
    { cell_id: 'a', n_to_p_ratio: 3 },
    { cell_id: 'a', c_rate_schedule: [{ from_cycle: 1, c_rate: 1 }] },
  ])
    expect(declareFacts(facts)).toMatchObject(facts);
});

describe('warnings', () => {
  const of = (facts: object) => warnings(declareFacts(facts));

  test('a window against Li-In that looks like one against lithium', () => {
    const facts = { ...anode, reference_electrode: 'lithium_indium' };
    expect(of({ ...facts, lower_voltage_limit_volt: 0.01, upper_voltage_limit_volt: 2 })).toEqual([
      'the window 0.01 V to 2 V is declared against lithium_indium, which is 0.63 V to 2.62 V against lithium: ' +
        'if it was meant against lithium, declare -0.61 V to 1.38 V',
    ]);
    // The paper's.
    expect(of({ ...facts, lower_voltage_limit_volt: -0.6, upper_voltage_limit_volt: 1.38 })).toEqual([]);
    expect(of({ ...anode, lower_voltage_limit_volt: 0.01, upper_voltage_limit_volt: 2 })).toEqual([]);
  });

  test('and the other way', () => {
    expect(of({ ...anode, reference_electrode: 'lithium', lower_voltage_limit_volt: -0.6 })[0]).toMatch(
      /^lower_voltage_limit_volt is -0.6 V against lithium, where lithium is plated/,
    );
  });

  test('a cathode against Li-In beyond any electrolyte', () => {
    const facts = { cell_id: 'a', system: 'cathode_half_cell', reference_electrode: 'lithium_indium' };
    expect(of({ ...facts, upper_voltage_limit_volt: 4.3 })[0]).toMatch(/4.3 V is declared .* 4.92 V .* 3.68 V/);
    expect(of({ ...facts, upper_voltage_limit_volt: 3.68 })).toEqual([]);
  });

  test('the paper’s solid cell at 0.3C delivers 22 % less than 1C stands for: said, not refused', () => {
    const facts = { ...full, active_mass_gram: 0.01154535, one_c_milliampere_per_gram: 180 };
    expect(of({ ...facts, nominal_capacity_ah: 0.00161058 })[0]).toMatch(
      /^nominal_capacity_ah is 0.00161058, but active_mass_gram 0.01154535 × one_c_milliampere_per_gram 180 is 0.00207816 Ah: more than 20 %/,
    );
    expect(of({ ...facts, nominal_capacity_ah: 0.0019 })).toEqual([]);
  });

  test('values that are usual in another unit', () => {
    expect(of({ cell_id: 'a', active_mass_gram: 12, area_cm2, pressure_set_point_pa: 40 })).toEqual([
      'the active loading in mg/cm² is 15278.9: is a mass in milligrams, or an area in mm²?',
      'pressure_set_point_pa is 40: is it in MPa or bar?',
    ]);
    expect(of({ cell_id: 'a', pressure_set_point_pa: 0, temperature_set_point_celsius: 60 })).toEqual([]);
  });

  test('loadings that make an odd N/P, where none is declared', () => {
    const facts = { ...full, counter_loading_mg_per_cm2: 25, counter_specific_capacity_mah_per_gram: 1255.4 };
    expect(of({ ...facts, active_loading_mg_per_cm2: 15.5, one_c_milliampere_per_gram: 180 })[0]).toMatch(
      /N\/P of 11.24/,
    );
  });
});
