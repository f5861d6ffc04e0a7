import type { CycleSummary } from '@cellwatch/events';
import { addFlag } from './add-flag.js';
import { declaredCRate } from './set-point.js';
import type { CyclingState } from './state.js';

/** Beyond a cycler's accuracy and a weighed mass. */
const rateTolerance = 0.05;
/** Of the nominal capacity, and in C: beyond them a unit is off by a thousand. */
const mostCapacity = 3;
const slowest = 0.005;
const fastest = 20;

/** What was measured against what was declared: both cannot be right, so the cycle says so. */
export function checkFacts({ facts, nominal_capacity_ah }: CyclingState, summary: CycleSummary): void {
  const rates = [summary.charging_c_rate, summary.discharging_c_rate].filter((rate) => rate !== null);
  const declared = declaredCRate(facts, summary.derived_cycle_count);
  if (declared !== null && rates.some((rate) => Math.abs(rate / declared - 1) > rateTolerance))
    addFlag(summary, 'c_rate_mismatch');
  const largest = Math.max(summary.cycle_charging_capacity_ah, summary.cycle_discharging_capacity_ah);
  const large = nominal_capacity_ah !== null && largest > mostCapacity * nominal_capacity_ah;
  if (large || rates.some((rate) => rate > 0 && (rate < slowest || rate > fastest))) addFlag(summary, 'unit_suspect');
}
