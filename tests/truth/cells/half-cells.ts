import type { CellFacts } from '@cellwatch/events';
import type { TruthCell, TruthCycle } from '../truth-cell.js';
import { disk_cm2, fading } from './shared.js';

/** 0.25C of 1200 mA/g. */
const quarter = 300;

const anode = {
  system: 'anode_half_cell',
  reference_electrode: 'lithium',
  active_loading_mg_per_cm2: 2.5,
  active_fraction: 0.7,
  area_cm2: disk_cm2,
  one_c_milliampere_per_gram: 1200,
  lower_voltage_limit_volt: 0.01,
  upper_voltage_limit_volt: 2,
} as const satisfies Partial<CellFacts>;

/** Li-In lies 0.62 V above lithium; the paper does not state the current. */
const solid = {
  ...anode,
  reference_electrode: 'lithium_indium',
  lower_voltage_limit_volt: -0.6,
  upper_voltage_limit_volt: 1.38,
  temperature_set_point_celsius: 60,
} as const satisfies Partial<CellFacts>;

/** Charges fade from the first to the last; all cycles but the first have one efficiency. */
function aging(discharge: number, charges: number[], efficiency: number): TruthCycle[] {
  return charges.map((charge, k) => ({
    capacities: [k === 0 ? discharge : charge / efficiency, charge],
    current: quarter,
  }));
}

/** That of the others, when the mean with the first is as printed. */
export function efficiencyOfOthers(mean_with_first: number, first: number, cycles: number): number {
  return (cycles * mean_with_first - first) / (cycles - 1);
}

export const halfCells: TruthCell[] = [
  {
    name: 'si-sn-cosi2',
    facts: anode,
    cycles: aging(1961.7, fading(1771.5, 0.832 * 1771.5, 30), efficiencyOfOthers(0.985, 1771.5 / 1961.7, 30)),
    clock: 'day',
  },
  {
    // of this one only ratios are printed: its first discharge is ours
    name: 'si-cosi2',
    facts: anode,
    cycles: aging(2000, fading(2000 * 0.865, 2000 * 0.865 * 0.776, 30), efficiencyOfOthers(0.972, 0.865, 30)),
  },
  { name: 'g', facts: anode, cycles: aging(1672.9, fading(1372.7, 1131.7, 100), 0.995), signed_current: true },
  { name: 'gc', facts: anode, cycles: aging(1555.1, fading(1255.4, 1147.4, 100), 0.995) },
  {
    name: 'gc-without-counters',
    facts: anode,
    cycles: aging(1555.1, fading(1255.4, 1147.4, 100), 0.995),
    counters: false,
    clock: 'minute',
  },
  {
    name: 'gc-rates',
    facts: {
      ...anode,
      c_rate_schedule: [0.1, 0.2, 0.5, 1, 2, 3, 1].map((c_rate, k) => ({ from_cycle: 1 + 2 * k, c_rate })),
    },
    cycles: [
      [0.1, 1328.2],
      [0.2, 1307.3],
      [0.5, 1236.4],
      [1, 1109.8],
      [2, 888.7],
      [3, 725.2],
      [1, 1109.8],
    ].flatMap(([rate, charge]) => {
      const cycle: TruthCycle = { capacities: [charge / 0.995, charge], current: 1200 * rate };
      return [cycle, cycle];
    }),
  },
  // their energy changes its sign in mid-half, which an unsigned counter cannot print
  { name: 'solid-gc', facts: solid, cycles: aging(1501.7, [1137], 1), counters: false },
  { name: 'solid-si-sn-cosi2', facts: solid, cycles: aging(2127.8, [1718.6], 1), counters: false, clock: 'day' },
];
