/**
 * Compaction density of an electrode in g/cm³: m/(A·d), mass in mg, area in cm², thickness in µm. Null where area or thickness
 * is not positive.
 *
 * @quantity Compaction density
 * @symbol ρ_c
 * @unit g/cm³
 * @formula m / (A·d)
 * @convention mass in mg, area in cm², thickness in µm; entered by hand; no loading is derived from it
 * @source textbook definition
 */
export function compactionDensity(mass_mg: number, area_cm2: number, thickness_micrometer: number): number | null {
  return area_cm2 > 0 && thickness_micrometer > 0 ? (10 * mass_mg) / (area_cm2 * thickness_micrometer) : null;
}
