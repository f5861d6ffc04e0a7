import type { CellFacts, CycleSummary, EdgeResistance, Relaxation } from '@cellwatch/events';
import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { RecordBatch } from '@cellwatch/events';
import { unmeasured } from '../support/unmeasured.js';

export interface SeededHalves {
  index: number;
  open: boolean;
  reverse: boolean;
  /** Half of the cycle that comes first, and the second. */
  first_ah: number;
  second_ah: number;
  shorted: number;
  average: { with_first: number | null; without: number | null; cycles: number };
}

const unweighed = {
  energy_efficiency: null,
  specific_charging_capacity_mah_per_gram: null,
  specific_discharging_capacity_mah_per_gram: null,
} satisfies Partial<CycleSummary>;

type Measured = Pick<CycleSummary, keyof typeof unmeasured | keyof typeof unweighed>;

/** What a cycle of these facts says beside its capacities, as the fold would give it for such a cell. */
export function measuredOf(facts: CellFacts, halves: SeededHalves): Measured {
  const { index, open, reverse, first_ah, second_ah, shorted, average } = halves;
  if (facts.system === undefined) return { ...unmeasured, ...unweighed };
  const whole = <T>(value: T) => (open ? null : value);
  const { area_cm2: area, active_loading_mg_per_cm2: loading, separator_density_gram_per_cm3: density } = facts;
  const mass = area !== undefined && loading !== undefined ? (loading * area) / 1000 : null;
  const perGram = (ah: number) => (mass === null ? null : (1000 * ah) / mass);
  const perArea = (ah: number) => (area === undefined ? null : (1000 * ah) / area);
  const [charge, discharge] = reverse ? [second_ah, first_ah] : [first_ah, second_ah];
  const wh = (separator: number | undefined) =>
    area === undefined || loading === undefined || density === undefined || separator === undefined
      ? null
      : whole((1e6 * discharge * 3.64) / area / (loading / 0.77 + 3.43 + 0.1 * density * separator));
  const set_point = facts.temperature_schedule?.findLast(({ from_cycle }) => from_cycle <= index + 1)?.celsius;
  const growth = 1 + 0.004 * index;
  return {
    ...unmeasured,
    average_coulombic_efficiency: whole(average.without),
    average_coulombic_efficiency_with_first: whole(average.with_first),
    cumulative_coulombic_efficiency: whole(average.without),
    averaged_cycles: whole(average.cycles),
    energy_efficiency: facts.system === 'full_cell' ? whole((second_ah * 3.64) / (first_ah * 3.81)) : null,
    specific_irreversible_capacity_mah_per_gram: whole(perGram(first_ah - second_ah)),
    specific_charging_capacity_mah_per_gram: perGram(charge),
    specific_discharging_capacity_mah_per_gram: perGram(open ? 0 : discharge),
    areal_charging_capacity_mah_per_cm2: perArea(charge),
    areal_discharging_capacity_mah_per_cm2: perArea(open ? 0 : discharge),
    energy_density_watt_hour_per_kilogram: wh(facts.separator_thickness_micrometer),
    projected_energy_density_watt_hour_per_kilogram: wh(facts.projected_separator_thickness_micrometer),
    mass_model: wh(facts.separator_thickness_micrometer) === null ? null : 'coatings',
    leakage_current_ampere: shorted > 0 ? whole(3.4e-7 * shorted) : null,
    shunt_resistance_ohm: shorted > 0 && facts.system === 'full_cell' ? whole(3.1e6 / shorted) : null,
    temperature_celsius: (set_point ?? facts.temperature_set_point_celsius ?? 60) - 0.2 + 0.05 * Math.sin(index),
    temperature_set_point_celsius: set_point ?? facts.temperature_set_point_celsius ?? null,
    charging_edge: edge(71 * growth, 0.00062345, index * 384 + 1),
    discharging_edge: open ? null : edge(76 * growth, -0.00062345, index * 384 + 193),
    rest_after_charge: rest(edge(73 * growth, -0.00062345, index * 384 + 181), 4.18, -0.025 - 0.006 * shorted),
    rest_after_discharge: open ? null : rest(edge(78 * growth, 0.00062345, index * 384 + 373), 3.22, 0.012),
    purpose: facts.formation_cycles?.includes(index + 1) ? 'formation' : 'cycling',
  };
}

function edge(ohm: number, current_step_ampere: number, record_index: number): EdgeResistance {
  return {
    record_index,
    time_second: 0.01,
    current_step_ampere,
    resistance_ohm: ohm,
    resistance_100ms_ohm: ohm * 1.06,
    resistance_1s_ohm: ohm * 1.17,
    resistance_10s_ohm: ohm * 1.52,
    resistance_30s_ohm: null,
  };
}

function rest(edge: EdgeResistance, start_voltage_volt: number, slope_volt_per_hour: number): Relaxation {
  const falls = Math.sign(slope_volt_per_hour);
  return {
    edge,
    duration_second: 660,
    start_voltage_volt,
    voltage_1s_volt: start_voltage_volt + 0.004 * falls,
    voltage_10s_volt: start_voltage_volt + 0.012 * falls,
    end_voltage_volt: start_voltage_volt + 0.045 * falls,
    slope_volt_per_hour,
    relaxed_voltage_volt: start_voltage_volt + 0.048 * falls,
    time_constant_second: 240,
  };
}

export type SeededPeaks = Map<number, Pick<CycleSummary, 'charging_peaks' | 'discharging_peaks'>>;

/** Peaks as the fold finds them in a cell's records, by the cycle's first record. */
export function peaksOf(facts: CellFacts, batch: RecordBatch): SeededPeaks {
  const { cycles } = evolveCycling(initialCyclingState(facts), batch);
  return new Map(
    cycles.map(({ first_record_index, charging_peaks, discharging_peaks }) => [
      first_record_index,
      { charging_peaks: charging_peaks, discharging_peaks: discharging_peaks },
    ]),
  );
}
