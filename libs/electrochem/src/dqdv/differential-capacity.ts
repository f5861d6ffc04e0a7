/** FWHM of a Gaussian over its standard deviation: 2√(2 ln 2). */
const widthOverDeviation = 2.3548200450309493;

/**
 * Differential capacity dQ/dV in Ah/V at the centre of each voltage bin, smoothed by a Gaussian.
 *
 * `increments_ah` is the charge that passed while the running extreme of the voltage crossed each bin of `spacing_volt`, in the
 * order of crossing; magnitudes, so that the result is positive for both directions. Smoothing follows differentiation; at
 * both ends the part of the Gaussian that lies inside is normalised, so that a constant stays what it is. A width of 0 does
 * not smooth.
 *
 * @quantity Differential capacity
 * @symbol dQ/dV
 * @unit Ah/V
 * @formula ΔQ/ΔV ∗ Gaussian
 * @convention bins of the running extreme of V; positive in both directions; smoothed after differentiation, FWHM 20 mV
 *   unless said otherwise
 * @source textbook definition; smoothing after differentiation is also the default of cellpy, there with 10 mV
 */
export function differentialCapacity(
  increments_ah: ArrayLike<number>,
  spacing_volt: number,
  full_width_half_maximum_volt = 0.02,
): Float64Array {
  const deviation = full_width_half_maximum_volt / widthOverDeviation / spacing_volt;
  const reach = Math.ceil(3 * deviation);
  const kernel = new Float64Array(reach + 1).fill(1);
  for (let distance = 1; distance <= reach; distance++) kernel[distance] = Math.exp(-0.5 * (distance / deviation) ** 2);

  const bins = increments_ah.length;
  const smoothed = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const before = Math.min(reach, bin);
    const after = Math.min(reach, bins - 1 - bin);
    const both = Math.min(before, after);
    let sum = increments_ah[bin];
    let weight = 1;
    for (let distance = 1; distance <= both; distance++) {
      sum += kernel[distance] * (increments_ah[bin - distance] + increments_ah[bin + distance]);
      weight += 2 * kernel[distance];
    }
    for (let distance = both + 1; distance <= before; distance++) {
      sum += kernel[distance] * increments_ah[bin - distance];
      weight += kernel[distance];
    }
    for (let distance = both + 1; distance <= after; distance++) {
      sum += kernel[distance] * increments_ah[bin + distance];
      weight += kernel[distance];
    }
    smoothed[bin] = sum / (weight * spacing_volt);
  }
  return smoothed;
}
