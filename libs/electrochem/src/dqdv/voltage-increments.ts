/**
 * Charge per voltage bin of a whole half, by the definition and not by a fold: only records that set a new extreme of the
 * voltage count, Q(V) is linear between them, the grid begins at the first voltage, a bin that was not crossed to its end is left out.
 */
export function voltageIncrements(
  charge_ah: readonly number[],
  voltage_volt: readonly number[],
  spacing_volt: number,
  direction: 'charge' | 'discharge' = 'charge',
): { increments_ah: Float64Array; first_voltage_volt: number; spacing_volt: number; direction: typeof direction } {
  const sign = direction === 'charge' ? 1 : -1;
  const heights: number[] = [];
  const charges: number[] = [];
  voltage_volt.forEach((voltage, row) => {
    if (row > 0 && sign * voltage <= heights[heights.length - 1]) return;
    heights.push(sign * voltage);
    charges.push(charge_ah[row]);
  });
  const bins = Math.floor((heights[heights.length - 1] - heights[0]) / spacing_volt + 1e-9);
  let right = 1;
  const chargeAt = (height: number) => {
    while (right < heights.length - 1 && heights[right] < height) right++;
    const share = (height - heights[right - 1]) / (heights[right] - heights[right - 1]);
    return charges[right - 1] + share * (charges[right] - charges[right - 1]);
  };
  const increments_ah = new Float64Array(bins);
  let before = charges[0];
  for (let bin = 0; bin < bins; bin++) {
    const after = chargeAt(heights[0] + (bin + 1) * spacing_volt);
    increments_ah[bin] = after - before;
    before = after;
  }
  return { increments_ah, first_voltage_volt: voltage_volt[0], spacing_volt, direction };
}
