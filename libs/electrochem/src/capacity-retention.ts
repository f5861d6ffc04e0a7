/**
 * Capacity retention: reversible capacity of a cycle over that of the reference cycle, as a ratio.
 *
 * Reversible is the cycle's second half: discharge of a full cell or cathode half-cell, charge (delithiation) of an anode
 * half-cell. Both capacities in one unit and of one regime. Null where the reference passed nothing.
 *
 * @quantity Capacity retention
 * @symbol none
 * @unit ratio
 * @formula X_n / X_ref
 * @convention X is the reversible half: charge of an anode half-cell, discharge of a full cell; the reference cycle is
 *   named beside the value
 * @source reference cycles as in Lee et al., Nano-Micro Lett. 2026, 18:411: cycle 1 of half-cells, first cycle after
 *   formation in the same regime of full cells
 */
export function capacityRetention(capacity: number, reference_capacity: number): number | null {
  return reference_capacity > 0 ? capacity / reference_capacity : null;
}
