/**
 * What a composite would have if its parts did not change each other: Σ share·value, shares by weight, in the unit of the values.
 * A check of plausibility, not a measurement. Null where the shares do not add up to 1 within 0.1 %.
 *
 * @quantity Mixing rule
 * @symbol none
 * @unit unit of the values
 * @formula Σ w_i·x_i
 * @convention shares by weight that add up to 1; a check of plausibility
 * @source textbook definition
 */
export function mixingRule(parts: readonly { share: number; value: number }[]): number | null {
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  if (!(Math.abs(whole - 1) <= 1e-3)) return null;
  return parts.reduce((sum, { share, value }) => sum + share * value, 0);
}
