/**
 * Capacity retention: reversible capacity of a cycle over that of the reference cycle, as a ratio.
 *
 * Reversible is the cycle's second half: discharge of a full cell or cathode half-cell, charge (delithiation) of an anode
 * half-cell. Both capacities in one unit and of one regime. Null where the reference passed nothing.
 */
export function capacityRetention(capacity: number, reference_capacity: number): number | null {
  return reference_capacity > 0 ? capacity / reference_capacity : null;
}
