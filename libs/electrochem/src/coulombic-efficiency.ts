/**
 * Coulombic efficiency of a cycle: capacity of its second half over that of its first, as a ratio.
 *
 * The first half is the charge of a full cell or a cathode half-cell, and the discharge (lithiation) of an anode half-cell:
 * the caller decides by the cell's declared system, never by an electrode's name. Null where there is no first half.
 */
export function coulombicEfficiency(first_half_capacity_ah: number, second_half_capacity_ah: number): number | null {
  return first_half_capacity_ah > 0 ? second_half_capacity_ah / first_half_capacity_ah : null;
}
