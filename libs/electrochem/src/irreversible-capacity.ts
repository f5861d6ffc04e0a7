/** Irreversible capacity of a cycle: first half minus second half, in the unit of both. Negative where more came back than went in. */
export function irreversibleCapacity(first_half_capacity: number, second_half_capacity: number): number {
  return first_half_capacity - second_half_capacity;
}
