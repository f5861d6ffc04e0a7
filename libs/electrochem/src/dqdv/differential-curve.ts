import { crossedBins } from './crossed-bins.js';
import { differentialCapacity } from './differential-capacity.js';

/** One point a bin, in the order of crossing. */
export interface DifferentialCurve {
  voltage_volt: number[];
  differential_capacity_ah_per_volt: number[];
}

/**
 * The curve of dQ/dV on which `differentialPeaks` finds its peaks: at the middle of each bin that was crossed from edge to edge.
 *
 * Bin k of `increments_ah` lies between `first_voltage_volt` ± k and ± (k + 1) times `spacing_volt`: upwards in a charge, downwards
 * in a discharge. Positive for both directions, smoothed as `differentialCapacity` says.
 */
export function differentialCurve({
  increments_ah,
  spacing_volt,
  first_voltage_volt,
  direction,
  full_width_half_maximum_volt = 0.02,
}: {
  increments_ah: Float64Array;
  spacing_volt: number;
  first_voltage_volt: number;
  direction: 'charge' | 'discharge';
  full_width_half_maximum_volt?: number;
}): DifferentialCurve {
  const { from, to } = crossedBins(increments_ah);
  const upwards = direction === 'charge' ? 1 : -1;
  const curve = differentialCapacity(increments_ah.subarray(from, to), spacing_volt, full_width_half_maximum_volt);
  return {
    voltage_volt: Array.from(curve, (_, bin) =>
      short(first_voltage_volt + (from + bin + 0.5) * upwards * spacing_volt),
    ),
    differential_capacity_ah_per_volt: Array.from(curve, short),
  };
}

/** As exact as the curve can be told, and short to send. */
function short(value: number): number {
  return Number(value.toPrecision(7));
}
