/**
 * Swelling of an electrode or a cell as a ratio: (t − t₀)/t₀, thicknesses in one unit. Negative where it shrank. Null without
 * a first thickness.
 *
 * @quantity Swelling
 * @symbol none
 * @unit ratio
 * @formula (t − t₀) / t₀
 * @convention over the first thickness; entered by hand
 * @source textbook definition
 */
export function swelling(first_thickness: number, thickness: number): number | null {
  return first_thickness > 0 ? (thickness - first_thickness) / first_thickness : null;
}
