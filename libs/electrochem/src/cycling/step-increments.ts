import { gridSpacing, isCutGrid } from './charge-grid.js';
import type { CyclingState, Step, StepKind } from './state.js';

/** Of the reference capacity: a smaller step has no shape of its own. */
const leastShare = 0.05;
const leastBins = 30;

/** Why a step has no dQ/dV. */
export type NoCurveReason = 'current_not_constant' | 'too_short' | 'beyond_grid' | 'capacity_unknown';

export interface StepIncrements {
  increments_ah: Float64Array;
  spacing_volt: number;
  first_voltage_volt: number;
  direction: 'charge' | 'discharge';
}

/** A step's charge per 2 mV, in Ah as its owner counts them, without what passed in a hold: that belongs to no voltage. */
export function stepIncrements(
  state: CyclingState,
  step: Step,
  kind: StepKind,
  capacity_ah: number,
): StepIncrements | NoCurveReason {
  const { grid, direction, integral_ah } = step;
  const reference = state.nominal_capacity_ah ?? state.life.largest_half_ah;
  if (direction === 0 || (kind !== 'CC' && kind !== 'CCCV')) return 'current_not_constant';
  if (!grid) return 'capacity_unknown';
  if (isCutGrid(grid)) return 'beyond_grid';
  if (grid.counts.length < leastBins || capacity_ah < leastShare * reference || integral_ah <= 0) return 'too_short';
  const held = kind === 'CCCV' ? heldBins(step) : 0;
  const scale = (grid.unit_ah * capacity_ah) / integral_ah;
  const increments_ah = new Float64Array(grid.counts.length - held);
  for (let bin = 0; bin < increments_ah.length; bin++) increments_ah[bin] = grid.counts[bin] * scale;
  return {
    increments_ah,
    spacing_volt: gridSpacing,
    first_voltage_volt: direction * grid.first_bin * gridSpacing,
    direction: direction === 1 ? 'charge' : 'discharge',
  };
}

function heldBins({ grid, direction, hold_voltage_volt }: Step): number {
  const bins = grid!.first_bin + grid!.counts.length - (direction * hold_voltage_volt) / gridSpacing + 1;
  return Math.max(0, Math.min(grid!.counts.length, Math.ceil(bins)));
}
