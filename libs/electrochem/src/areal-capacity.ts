/**
 * Areal capacity in mAh/cm²: capacity over the electrode's area. Equal to specific capacity (mAh/g) × active loading (mg/cm²)
 * / 1000.
 *
 * Null where no area is known.
 *
 * @quantity Areal capacity
 * @symbol Q_A
 * @unit mAh/cm²
 * @formula 1000·Q/A
 * @convention geometric area of one electrode; null without an area
 * @source textbook definition
 */
export function arealCapacity(capacity_ah: number, area_cm2: number | null | undefined): number | null {
  return area_cm2 ? (1000 * capacity_ah) / area_cm2 : null;
}
