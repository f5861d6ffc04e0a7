import type { CycleSummary } from '@cellwatch/events';
import type { Laboratory } from '../laboratory.js';

export function percent(ratio: number | null): number | null {
  return ratio === null ? null : 100 * ratio;
}

/** One number of one cycle. */
export function read(name: string, cycle: number, column: NumberColumn) {
  return (laboratory: Laboratory): number | null => laboratory(name).cycle(cycle)[column];
}

/** A ratio of one cycle, in percent. */
export function readPercent(name: string, cycle: number, column: NumberColumn) {
  return (laboratory: Laboratory): number | null => percent(laboratory(name).cycle(cycle)[column]);
}

/** One number of a cycle over one of another, in percent. */
export function shareOf(
  name: string,
  [cycle, column]: readonly [number, NumberColumn],
  [base, baseColumn]: readonly [number, NumberColumn],
) {
  return (laboratory: Laboratory): number =>
    (100 * laboratory(name).cycle(cycle)[column]!) / laboratory(name).cycle(base)[baseColumn]!;
}

export type NumberColumn = {
  [Name in keyof CycleSummary]: CycleSummary[Name] extends number | null ? Name : never;
}[keyof CycleSummary];

export const charged = 'specific_charging_capacity_mah_per_gram';
export const discharged = 'specific_discharging_capacity_mah_per_gram';
export const arealDischarged = 'areal_discharging_capacity_mah_per_cm2';
