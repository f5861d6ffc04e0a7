/** A capacity as an alert tells it: mAh below 1 Ah. */
export function printCapacity(ah: number): string {
  return ah < 1 ? `${(1000 * ah).toPrecision(5)} mAh` : `${ah.toPrecision(5)} Ah`;
}
