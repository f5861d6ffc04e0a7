/** Areal capacity in mAh/cm²: specific capacity (mAh/g) times active loading (mg/cm²). */
export function arealCapacity(specific_capacity_mah_per_gram: number, active_loading_mg_per_cm2: number): number {
  return (specific_capacity_mah_per_gram * active_loading_mg_per_cm2) / 1000;
}
