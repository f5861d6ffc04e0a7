import type { CellFacts } from '@cellwatch/events';
import type { TruthCell, TruthCycle } from '../truth-cell.js';
import { disk_cm2, fading } from './shared.js';

const oneC = 180;

const full = {
  system: 'full_cell',
  area_cm2: disk_cm2,
  one_c_milliampere_per_gram: oneC,
  lower_voltage_limit_volt: 2,
  upper_voltage_limit_volt: 4.3,
  n_to_p_ratio: 1.1,
  counter_active_fraction: 0.7,
  mass_model: 'coatings',
} as const satisfies Partial<CellFacts>;

/** 25 µm of polypropylene with 41 % of pores weigh 1.33 mg/cm². */
const liquid = {
  ...full,
  active_fraction: 0.8,
  counter_specific_capacity_mah_per_gram: 1255.4,
  separator_thickness_micrometer: 25,
  separator_density_gram_per_cm3: 0.532,
  prelithiated: true,
} as const satisfies Partial<CellFacts>;

/** 80 mg of electrolyte are a pellet of 600 µm; the paper's energy density is that of a layer of 30 µm. */
const solid = {
  ...full,
  active_fraction: 0.77,
  counter_specific_capacity_mah_per_gram: 1137,
  separator_thickness_micrometer: 600,
  projected_separator_thickness_micrometer: 30,
  separator_density_gram_per_cm3: 80 / (disk_cm2 * 0.06) / 1000,
  temperature_set_point_celsius: 60,
  pressure_set_point_pa: 40e6,
} as const satisfies Partial<CellFacts>;

/** Two cycles at each rate: the paper does not say which of them it prints. */
function rates(steps: [rate: number, discharge: number][], discharging_volt: number): TruthCycle[] {
  return steps.flatMap(([rate, discharge]) => {
    const cycle: TruthCycle = { capacities: [discharge / 0.999, discharge], current: oneC * rate, discharging_volt };
    return [cycle, cycle];
  });
}

function schedule(steps: number[]): CellFacts['c_rate_schedule'] {
  return steps.map((c_rate, k) => ({ from_cycle: 1 + 2 * k, c_rate }));
}

/** One formation cycle at 0.1C of the printed ICE, then 100 cycles. */
function afterFormation(ice: number, rate: number, base: number, last: number): TruthCycle[] {
  return [
    { capacities: [187.4 / ice, 187.4], current: 0.1 * oneC },
    ...fading(base, last, 100).map((discharge): TruthCycle => {
      return { capacities: [discharge / 0.999, discharge], current: oneC * rate };
    }),
  ];
}

/** Three cycles, between which the oven drifts by more than a regime's tolerance. */
function atTemperature(discharge: number, sensed: [number, number, number]): TruthCycle[] {
  return sensed.map((celsius) => ({ capacities: [discharge / 0.999, discharge], current: 0.1 * oneC, celsius }));
}

/** A cycler is set to 0.62345 mA, to the digit, where 0.3C of 14.7 mg/cm² are a little less. */
const asSet = 0.62345 / (0.3 * oneC * 14.7 * disk_cm2 * 1e-3);

export const fullCells: TruthCell[] = [
  {
    name: 'liquid-rates',
    facts: { ...liquid, active_loading_mg_per_cm2: 15.5, c_rate_schedule: schedule([0.1, 0.5, 1, 2, 3, 5]) },
    cycles: rates([[0.1, 187.4], [0.5, 175.5], [1, 174.2], [2, 163.6], [3, 151.9], [5, 139.7]], 3.64), // prettier-ignore
  },
  {
    name: 'graphite-rates',
    facts: { ...liquid, active_loading_mg_per_cm2: 15.5, counter_specific_capacity_mah_per_gram: 360 },
    cycles: rates([[0.1, 179], [0.5, 152.5], [1, 140.2], [2, 124.8], [3, 112.2], [5, 88.1]], 3.656), // prettier-ignore
    clock: 'day',
  },
  {
    name: 'liquid-1c',
    facts: { ...liquid, active_loading_mg_per_cm2: 15.3, formation_cycles: [1] },
    cycles: afterFormation(0.78, 1, 168.84, 137.1),
    signed_current: true,
  },
  {
    name: 'liquid-3c',
    facts: { ...liquid, active_loading_mg_per_cm2: 12.7, formation_cycles: [1] },
    cycles: afterFormation(0.781, 3, 146.75, 130.9),
    counters: false,
  },
  {
    name: 'solid-temperatures',
    facts: {
      ...solid,
      active_loading_mg_per_cm2: 14.9,
      temperature_set_point_celsius: 25,
      temperature_schedule: [{ from_cycle: 4, celsius: 80 }],
    },
    cycles: [...atTemperature(114.5, [23.6, 25, 26.4]), ...atTemperature(168.8, [78.6, 80.2, 81.4])],
  },
  {
    name: 'solid-rates',
    facts: { ...solid, active_loading_mg_per_cm2: 15.3, c_rate_schedule: schedule([0.1, 3]) },
    cycles: rates([[0.1, 162.1], [3, 73.6]], 3.448), // prettier-ignore
  },
  {
    name: 'solid-0.3c',
    facts: { ...solid, active_loading_mg_per_cm2: 14.7 },
    cycles: fading(139.5, 124.57, 150).map((discharge) => {
      return { capacities: [(asSet * discharge) / 0.9985, asSet * discharge], current: 0.3 * oneC * asSet };
    }),
    clock: 'day',
  },
];
