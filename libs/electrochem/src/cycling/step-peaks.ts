import { differentialPeaks, type UnassignedPeak } from '../dqdv/differential-peaks.js';
import type { CyclingState, Step, StepKind } from './state.js';
import { stepIncrements } from './step-increments.js';

const mostPeaks = 8;

/** The peaks of a step's dQ/dV, in Ah as its owner counts them; null where the current was not constant or the step is short. */
export function stepPeaks(
  state: CyclingState,
  step: Step,
  kind: StepKind,
  capacity_ah: number,
): UnassignedPeak[] | null {
  const increments = stepIncrements(state, step, kind, capacity_ah);
  if (typeof increments === 'string') return null;
  const peaks = differentialPeaks(increments);
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
