import { crossedBins } from './crossed-bins.js';
import { differentialCapacity } from './differential-capacity.js';
import { prominence } from './prominence.js';

export interface UnassignedPeak {
  voltage_volt: number;
  height_ah_per_volt: number;
  area_ah: number;
}

/** Of the curve's maximum: what stands out less is noise. */
const leastProminence = 0.02;
const leastDistance_volt = 0.03;

/**
 * Peaks of dQ/dV of a constant-current half-cycle, in the order of crossing.
 *
 * Bin k of `increments_ah` lies between `first_voltage_volt` ± k and ± (k + 1) times `spacing_volt`: upwards in a charge, downwards
 * in a discharge. A peak stands out of the smoothed curve by 2 % of its maximum, is at least 30 mV from any higher one, and lies at
 * least one FWHM inside the grid: what rises until the cut-off ends it is no peak. The first and the last crossed bin do not
 * count, because the half begins and ends inside them. Voltage and height are those of a parabola through the three highest
 * points. The area is the charge, background included, between the feet: the nearest points on both sides that are within
 * 2 % of the maximum of the lowest point before the next peak or the end.
 *
 * @quantity Peaks of dQ/dV
 * @symbol V_p, h, A
 * @unit V, Ah/V, Ah
 * @formula local maxima; area ∫(dQ/dV) dV between the feet
 * @convention prominence ≥ 2 % of the maximum, ≥ 30 mV apart, ≥ one FWHM inside the grid; background is part of the area
 * @source project convention
 */
export function differentialPeaks({
  increments_ah,
  spacing_volt,
  first_voltage_volt,
  direction,
  full_width_half_maximum_volt = 0.02,
}: {
  increments_ah: ArrayLike<number>;
  spacing_volt: number;
  first_voltage_volt: number;
  direction: 'charge' | 'discharge';
  full_width_half_maximum_volt?: number;
}): UnassignedPeak[] {
  const { from: first, to: last } = crossedBins(increments_ah);
  const increments = new Float64Array(increments_ah).subarray(first, last);
  const curve = differentialCapacity(increments, spacing_volt, full_width_half_maximum_volt);
  let highest = 0;
  for (let bin = 0; bin < curve.length; bin++) if (curve[bin] > highest) highest = curve[bin];
  if (highest === 0) return [];

  const margin = Math.max(1, Math.ceil(full_width_half_maximum_volt / spacing_volt));
  const tops: number[] = [];
  for (let bin = margin; bin < curve.length - margin; bin++)
    if (curve[bin] > curve[bin - 1] && curve[bin] >= curve[bin + 1])
      if (prominence(curve, bin) >= leastProminence * highest) tops.push(bin);
  const apart = leastDistance_volt / spacing_volt - 1e-9;
  const kept: number[] = [];
  for (const top of tops.sort((one, other) => curve[other] - curve[one]))
    if (kept.every((higher) => Math.abs(higher - top) >= apart)) kept.push(top);
  kept.sort((one, other) => one - other);

  const upwards = direction === 'charge' ? spacing_volt : -spacing_volt;
  return kept.map((top, index) => {
    const [before, at, after] = [curve[top - 1], curve[top], curve[top + 1]];
    const offset = (before - after) / (2 * (before - 2 * at + after));
    const tolerance = leastProminence * highest;
    const from = foot(curve, top, index > 0 ? kept[index - 1] : -1, tolerance);
    const to = foot(curve, top, index + 1 < kept.length ? kept[index + 1] : curve.length, tolerance);
    let area_ah = 0;
    for (let bin = from; bin <= to; bin++) area_ah += increments[bin];
    return {
      voltage_volt: first_voltage_volt + (first + top + 0.5 + offset) * upwards,
      height_ah_per_volt: at - ((before - after) * offset) / 4,
      area_ah,
    };
  });
}

/** Going from a top towards `end` (not included): the first point that is not more than `tolerance` above the lowest one. */
function foot(curve: Float64Array, top: number, end: number, tolerance: number): number {
  const step = Math.sign(end - top);
  let lowest = curve[top];
  for (let bin = top; bin !== end; bin += step) if (curve[bin] < lowest) lowest = curve[bin];
  let bin = top;
  while (curve[bin] > lowest + tolerance) bin += step;
  return bin;
}
