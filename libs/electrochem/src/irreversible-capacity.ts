/**
 * Irreversible capacity of a cycle: first half minus second half, in the unit of both. Negative where more came back than went in.
 *
 * @quantity Irreversible capacity
 * @symbol Q_irr
 * @unit unit of the capacities
 * @formula Q₁ − Q₂
 * @convention halves as in the coulombic efficiency; negative where more came back than went in
 * @source textbook definition
 */
export function irreversibleCapacity(first_half_capacity: number, second_half_capacity: number): number {
  return first_half_capacity - second_half_capacity;
}
