import { differentialPeaks, type UnassignedPeak } from '../dqdv/differential-peaks.js';
import { gridSpacing, isCutGrid } from './charge-grid.js';
import type { CyclingState, Step, StepKind } from './state.js';

/** Of the reference capacity: a smaller step has no shape of its own. */
const leastShare = 0.05;
const leastBins = 30;
const mostPeaks = 8;

/** The peaks of a step's dQ/dV, in Ah as its owner counts them; null where the current was not constant or the step is short. */
export function stepPeaks(
  state: CyclingState,
  step: Step,
  kind: StepKind,
  capacity_ah: number,
): UnassignedPeak[] | null {
  const { grid, direction, integral_ah } = step;
  const reference = state.nominal_capacity_ah ?? state.life.largest_half_ah;
  if (!grid || direction === 0 || (kind !== 'CC' && kind !== 'CCCV') || isCutGrid(grid)) return null;
  if (grid.counts.length < leastBins || capacity_ah < leastShare * reference || integral_ah <= 0) return null;
  // What passed in the hold belongs to no voltage.
  const held = kind === 'CCCV' ? heldBins(step) : 0;
  const scale = (grid.unit_ah * capacity_ah) / integral_ah;
  const increments_ah = new Float64Array(grid.counts.length - held);
  for (let bin = 0; bin < increments_ah.length; bin++) increments_ah[bin] = grid.counts[bin] * scale;
  const peaks = differentialPeaks({
    increments_ah,
    spacing_volt: gridSpacing,
    first_voltage_volt: direction * grid.first_bin * gridSpacing,
    direction: direction === 1 ? 'charge' : 'discharge',
  });
  return peaks
    .toSorted((a, b) => b.height_ah_per_volt - a.height_ah_per_volt)
    .slice(0, mostPeaks)
    .toSorted((a, b) => a.voltage_volt - b.voltage_volt)
    .map((peak) => ({
      voltage_volt: short(peak.voltage_volt),
      height_ah_per_volt: short(peak.height_ah_per_volt),
      area_ah: short(peak.area_ah),
    }));
}

/** As exact as a peak can be told, and short to keep. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}

function heldBins({ grid, direction, hold_voltage_volt }: Step): number {
  const bins = grid!.first_bin + grid!.counts.length - (direction * hold_voltage_volt) / gridSpacing + 1;
  return Math.max(0, Math.min(grid!.counts.length, Math.ceil(bins)));
}
