/**
 * Coulombic efficiency of a cycle: capacity of its second half over that of its first, as a ratio.
 *
 * The first half is the charge of a full cell or a cathode half-cell, and the discharge (lithiation) of an anode half-cell:
 * the caller decides by the cell's declared system, never by an electrode's name. Null where there is no first half.
 *
 * @quantity Coulombic efficiency
 * @symbol CE
 * @unit ratio
 * @formula Q₂ / Q₁
 * @convention first half: charge of a full cell or cathode half-cell, discharge of an anode half-cell
 * @source textbook definition; the pairing by the declared system, as cellpy-core does by test mode
 */
export function coulombicEfficiency(first_half_capacity_ah: number, second_half_capacity_ah: number): number | null {
  return first_half_capacity_ah > 0 ? second_half_capacity_ah / first_half_capacity_ah : null;
}
