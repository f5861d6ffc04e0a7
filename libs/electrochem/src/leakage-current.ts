/**
 * Leakage current in A: what a cycle lost beyond what cycles of its regime usually lose, over the whole time of the cycle, rests
 * included. Positive discharges the cell.
 *
 * Null where the excess is within noise: three deviations of the usual loss, or 0.01 % of the capacity. A loss that was there
 * from the regime's first cycles on is taken for usual: `shuntResistance` takes none for usual.
 *
 * @quantity leakage current
 * @symbol I_leak
 * @unit A
 * @formula (Q₁ − Q₂ − usual loss)/t
 * @convention usual loss: median of the regime's first five cycles; t: from one cycle's first record under load to the next one's
 * @source project convention
 */
export function leakageCurrent(
  cycle: { first_half_capacity_ah: number; second_half_capacity_ah: number; duration_second: number },
  usual: { loss_ah: number; deviation_ah: number },
): number | null {
  const { first_half_capacity_ah, second_half_capacity_ah, duration_second } = cycle;
  const excess = first_half_capacity_ah - second_half_capacity_ah - usual.loss_ah;
  const noise = Math.max(3 * usual.deviation_ah, 1e-4 * first_half_capacity_ah);
  return duration_second > 0 && Math.abs(excess) > noise ? (excess * 3600) / duration_second : null;
}
