/**
 * C-rate: magnitude of the current over the cell's 1C current, both in amperes. Null where 1C is not declared.
 *
 * @quantity C-rate
 * @symbol C
 * @unit ratio to 1C
 * @formula |I| / I_1C
 * @convention magnitude; I_1C as declared, see the 1C current
 * @source textbook definition
 */
export function cRate(current_ampere: number, one_c_ampere: number | null): number | null {
  return one_c_ampere !== null && one_c_ampere > 0 ? Math.abs(current_ampere) / one_c_ampere : null;
}
