import { referenceCell, type SyntheticCellOptions } from '@cellwatch/synthetic-cell';
import type { CellFacts } from '@cellwatch/events';
import type { Stretch, WatchedCell } from '../watched-cell.js';
import { cellOf, oneC } from './cell-of.js';

const many = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14];

interface Fleet {
  row: string;
  system?: 'full_cell' | 'anode_half_cell';
  c_rate: number;
  cycles: number;
  /** Of the fade per cycle. */
  fade_per_cycle: number;
  coulombic_efficiency: number;
  options?: Partial<SyntheticCellOptions>;
}

/** Cells that fade as the published ones do, and are well: as long as they keep 85 % of what they had. */
const fleets: Fleet[] = [
  { row: 'solid-state 0.3C, 150 cycles, 89.3 %', c_rate: 0.3, cycles: 150, fade_per_cycle: 0.000759, coulombic_efficiency: 0.9995 },
  { row: 'solid-state 0.1C', c_rate: 0.1, cycles: 40, fade_per_cycle: 0.0005, coulombic_efficiency: 0.999 },
  { row: 'liquid 1C, 0.9979 a cycle', c_rate: 1, cycles: 75, fade_per_cycle: 0.002101, coulombic_efficiency: 0.9985 },
  { row: 'liquid 3C, 100 cycles, 89.2 %', c_rate: 3, cycles: 100, fade_per_cycle: 0.001154, coulombic_efficiency: 0.999 },
  { row: '+G/C half-cell, 100 cycles, 91.4 %', system: 'anode_half_cell', c_rate: 0.25, cycles: 100, fade_per_cycle: 0.000909, coulombic_efficiency: 0.998 },
  { row: '+G half-cell, 0.9981 a cycle', system: 'anode_half_cell', c_rate: 0.25, cycles: 84, fade_per_cycle: 0.001945, coulombic_efficiency: 0.997 },
  { row: 'Si composite half-cell, 0.9937 a cycle, CE 98.5 %', system: 'anode_half_cell', c_rate: 0.25, cycles: 25, fade_per_cycle: 0.00631, coulombic_efficiency: 0.985 },
]; // prettier-ignore

export function healthyFleets(): WatchedCell[] {
  return fleets.flatMap(({ row, system, c_rate, cycles, fade_per_cycle, coulombic_efficiency, options }) =>
    many.map((seed, index) =>
      cellOf({
        seed,
        group: 'healthy fleet',
        row,
        system,
        c_rate,
        sampling_second: index % 2 === 0 ? 60 : 10,
        noise_volt: [0.0001, 0.0003, 0.001][index % 3],
        fixed: seed === 4 && cycles < 50,
        options: { fade_per_cycle, coulombic_efficiency, ...options },
        stretches: [{ to_cycle: 1, over: { coulombic_efficiency: 0.8 } }, { to_cycle: cycles }],
      }),
    ),
  );
}

interface Trap {
  row: string;
  allows?: string;
  system?: 'full_cell' | 'anode_half_cell';
  c_rate?: number;
  sampling_second?: number;
  noise_volt?: number;
  facts?: Partial<CellFacts>;
  options?: Partial<SyntheticCellOptions>;
  stretches: Stretch[];
}

const rates = (...steps: [number, number][]) => ({
  options: { current_schedule: steps.map(([from_cycle, rate]) => ({ from_cycle, current_ampere: rate * oneC })) },
  facts: { c_rate_schedule: steps.map(([from_cycle, c_rate]) => ({ from_cycle, c_rate })) },
});
const ladder = rates([1, 0.1], [6, 0.3], [11, 0.5], [16, 1], [21, 0.3]);
const fast = rates([1, 3], [9, 0.1], [12, 3]);
const checkUps = [10, 20, 30].flatMap((at): [number, number][] => [[at, 0.1], [at + 1, 0.3]]); // prettier-ignore
const withCheckUps = rates([1, 0.3], ...checkUps);
const to = (to_cycle: number, over: Partial<SyntheticCellOptions> = {}): Stretch => ({ to_cycle, over });
const formed = (...efficiencies: number[]): Stretch[] =>
  efficiencies.map((coulombic_efficiency, index) => to(index + 1, { coulombic_efficiency }));
const warm = [
  { from_cycle: 1, celsius: 25, resistance_factor: 4 },
  { from_cycle: 10, celsius: 60, resistance_factor: 1 },
  { from_cycle: 18, celsius: 80, resistance_factor: 0.6 },
];
const opened = Array.from({ length: 20 }, (_, index) => {
  const from_second = 20_000 + index * 19_000;
  return { from_second, to_second: from_second + 300, added_celsius: -12 };
});
const cycled = Array.from({ length: 400 }, (_, index) => {
  const from_second = 5000 + index * 1200;
  return { from_second, to_second: from_second + 600, added_celsius: 1.2 };
});
const { capacity_ah } = referenceCell;

/** Cells that are well and look bad: each look-alike that can be simulated. */
const traps: Trap[] = [
  { row: 'formation of 3 cycles, CE 75, 92, 98 %, declared', facts: { formation_cycles: [1, 2, 3] }, stretches: [...formed(0.75, 0.92, 0.98), to(25)] },
  { row: 'formation of 3 cycles, CE 75, 92, 98 %, not declared', facts: { formation_cycles: [] }, stretches: [...formed(0.75, 0.92, 0.98), to(25)] },
  { row: 'half-cell: formation of 3 cycles, CE 75, 92, 98 %, not declared', system: 'anode_half_cell', facts: { formation_cycles: [] }, stretches: [...formed(0.75, 0.92, 0.98), to(25)] },
  { row: 'first charge from nothing (reads CE 102 %)', options: { initial_state_of_charge: 0 }, facts: { formation_cycles: [] }, stretches: [to(20)] },
  { row: 'rate test 0.1, 0.3, 0.5, 1, 0.3C, declared', ...ladder, stretches: [to(25)] },
  { row: 'rate test 0.1, 0.3, 0.5, 1, 0.3C, not declared', ...ladder, facts: {}, stretches: [to(25)] },
  { row: '3C, then 0.1C, then 3C', c_rate: 3, ...fast, stretches: [to(20)] },
  { row: 'check-up cycles at 0.1C, declared', options: withCheckUps.options, facts: { ...withCheckUps.facts, check_up_cycles: [10, 20, 30] }, stretches: [to(35)] },
  { row: 'check-up cycles at 0.1C, not declared', ...withCheckUps, stretches: [to(35)] },
  { row: '25, 60, 80 °C, declared', options: { temperature_schedule: warm, temperature_celsius: 25 }, facts: { temperature_set_point_celsius: 25, temperature_schedule: warm.map(({ from_cycle, celsius }) => ({ from_cycle, celsius })) }, stretches: [to(25)] },
  { row: 'door opened for 5 min each cycle', sampling_second: 60, options: { chamber_faults: opened }, stretches: [to(20)] },
  { row: 'chamber swings by 1.2 °C, resistance unchanged', sampling_second: 60, options: { chamber_faults: cycled }, stretches: [to(20)] },
  { row: 'rests of 30, 10 and 30 min', stretches: [to(9), to(15, { rest_second: 600 }), to(25)] },
  { row: 'rests of 30 min, then of 3 h', stretches: [to(9), to(20, { rest_second: 10_800 })] },
  { row: 'lone readings 10 mV off, one an hour', sampling_second: 10, stretches: [to(9), { to_cycle: 20, spoiling: 'lone readings 10 mV off, one an hour' }] },
  { row: 'half an hour of every charge missing', stretches: [to(9), { to_cycle: 20, spoiling: 'half an hour of a charge missing' }] },
  { row: 'plug out for five minutes an hour (0 V, 0 A)', sampling_second: 10, stretches: [to(9), { to_cycle: 14, spoiling: 'plug out for five minutes an hour' }] },
  { row: 'silicon: fades fast at first, then slowly (convex)', sampling_second: 60, options: { capacity_ah }, stretches: [to(20, { fade_per_cycle: 0.004 }), to(100, { fade_per_cycle: 0.0006, capacity_ah: capacity_ah * (0.996 / 0.9994) ** 19 })] },
  { row: 'resistance grows by 1 % a cycle', options: { resistance_growth_per_cycle: 0.01 }, stretches: [to(40)] },
  { row: 'noise of 1 mV, a record a second', sampling_second: 1, noise_volt: 0.001, stretches: [to(8)] },
  { row: 'CE 98.4 % all along, as of a cell with a side reaction', options: { coulombic_efficiency: 0.984, fade_per_cycle: 0.001 }, stretches: [to(30)] },
]; // prettier-ignore

export function healthyTraps(): WatchedCell[] {
  return traps.flatMap((trap) =>
    [1, 2, 4, 6].map((seed) =>
      cellOf({ ...trap, seed, group: 'healthy trap', fixed: seed === 2 && trap.sampling_second !== 1 }),
    ),
  );
}
