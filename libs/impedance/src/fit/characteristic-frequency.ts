/**
 * Frequency of an arc's top, in Hz, of its time constant in s.
 *
 * @quantity characteristic frequency
 * @symbol f
 * @unit Hz
 * @formula f = 1/(2πτ)
 * @convention where −Z'' of the arc is largest
 * @source project convention
 */
export function characteristicFrequency(time_constant_second: number): number {
  return 1 / (2 * Math.PI * time_constant_second);
}
