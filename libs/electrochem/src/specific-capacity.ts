/**
 * Specific capacity in mAh/g of active mass. The mass is the anode's in a half-cell and the cathode's in a full cell.
 * Null where the mass is not known.
 *
 * @quantity Specific capacity
 * @symbol q
 * @unit mAh/g
 * @formula 1000·Q/m
 * @convention active mass: of the anode in a half-cell, of the cathode in a full cell
 * @source textbook definition
 */
export function specificCapacity(capacity_ah: number, active_mass_gram: number | null | undefined): number | null {
  return active_mass_gram != null && active_mass_gram > 0 ? (1000 * capacity_ah) / active_mass_gram : null;
}
