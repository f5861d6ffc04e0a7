export interface CusumState {
  upper: number;
  lower: number;
}

export const initialCusumState: CusumState = { upper: 0, lower: 0 };

/**
 * Two-sided cumulative sum of a standardised value z = (x − μ0)/σ0: a small shift that stays adds up, noise does not. It alarms
 * where a sum exceeds h; with k = ½ and h = 4 falsely once in about 168 values, for a shift of 1σ after 8.4.
 *
 * @quantity cumulative sum
 * @symbol S⁺, S⁻
 * @unit 1
 * @formula S⁺ = max(0, S⁺ + z − k), S⁻ = max(0, S⁻ − z − k)
 * @convention k = ½
 * @source Page, Biometrika 41 (1954) 100
 */
export function evolveCusum({ upper, lower }: CusumState, z: number, k = 0.5): CusumState {
  return { upper: Math.max(0, upper + z - k), lower: Math.max(0, lower - z - k) };
}
