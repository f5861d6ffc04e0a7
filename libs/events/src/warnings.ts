import type { CellFacts } from './cell-facts.js';
import { capacityRatios } from './contradictions/capacity-ratio.js';
import { shown, type Declared } from './contradictions/declared.js';
import { nominalAgainstOneC, oneCCapacity } from './contradictions/nominal-capacity.js';

/**
 * What is suspect in facts that could yet be true, a sentence each with the values in question: a window that looks like one
 * against another reference, a nominal capacity far from 1C, values that would be usual in another unit.
 */
export function warnings(facts: CellFacts): string[] {
  return [windowAgainstIndium, windowAgainstLithium, nominalFarFromOneC, ratioOfLoadings, usualInAnotherUnit].flatMap(
    (rule) => rule(facts),
  );
}

function windowAgainstIndium({
  system,
  lower_voltage_limit_volt: lower,
  upper_voltage_limit_volt: upper,
  ...facts
}: Declared): string[] {
  if (facts.reference_electrode !== 'lithium_indium') return [];
  const offset = facts.reference_offset_volt ?? 0.62;
  const looksLikeLithium =
    system === 'anode_half_cell'
      ? lower !== undefined && upper !== undefined && lower > -0.1 && upper > 1.5
      : system === 'cathode_half_cell' && upper !== undefined && upper + offset > 4.8;
  if (!looksLikeLithium) return [];
  const window = [lower, upper].filter((volt) => volt !== undefined);
  const against = (shift: number) => window.map((volt) => `${shown(volt + shift)} V`).join(' to ');
  return [
    `the window ${against(0)} is declared against lithium_indium, which is ${against(offset)} against lithium: ` +
      `if it was meant against lithium, declare ${against(-offset)}`,
  ];
}

function windowAgainstLithium({ system, reference_electrode, lower_voltage_limit_volt: lower }: Declared): string[] {
  if (system !== 'anode_half_cell' || reference_electrode !== 'lithium' || lower === undefined || lower > -0.1)
    return [];
  return [
    `lower_voltage_limit_volt is ${lower} V against lithium, where lithium is plated: ` +
      'a window such as −0.6 to 1.38 V is one against lithium_indium',
  ];
}

function nominalFarFromOneC(facts: Declared): string[] {
  const one_c_ah = oneCCapacity(facts);
  if (one_c_ah === undefined || facts.nominal_capacity_ah === undefined) return [];
  const ratio = facts.nominal_capacity_ah / one_c_ah;
  if (ratio <= 1.2 && ratio >= 0.8) return [];
  return [
    `${nominalAgainstOneC(facts, one_c_ah)}: more than 20 % apart, so that C-rates and the nominal capacity do not match`,
  ];
}

function ratioOfLoadings(facts: Declared): string[] {
  const [computed] = capacityRatios(facts);
  if (facts.n_to_p_ratio !== undefined || !computed || facts.system !== 'full_cell') return [];
  const { ratio, cathode } = computed;
  if (ratio >= 0.5 && ratio <= 3) return [];
  return [`the anode’s capacity over ${cathode} is an N/P of ${shown(ratio)}: usual is from 0.5 to 3`];
}

function usualInAnotherUnit(facts: Declared): string[] {
  const { active_mass_gram, area_cm2 } = facts;
  const loading =
    facts.active_loading_mg_per_cm2 ??
    (active_mass_gram && area_cm2 ? (1000 * active_mass_gram) / area_cm2 : undefined);
  const outside = (what: string, value: number | undefined, least: number, most: number, hint: string) =>
    value === undefined || (value >= least && value <= most) ? [] : [`${what} is ${shown(value)}: ${hint}`];
  return [
    ...outside('the active loading in mg/cm²', loading, 0.01, 200, 'is a mass in milligrams, or an area in mm²?'),
    ...outside('one_c_milliampere_per_gram', facts.one_c_milliampere_per_gram, 5, 5000, 'is it in A/g?'),
    ...outside('pressure_set_point_pa', facts.pressure_set_point_pa || undefined, 1000, 1e10, 'is it in MPa or bar?'),
    ...outside('temperature_set_point_celsius', facts.temperature_set_point_celsius, -80, 200, 'is it in kelvin?'),
    ...outside('separator_thickness_micrometer', facts.separator_thickness_micrometer, 1, 1e4, 'is it in mm or m?'),
  ];
}
