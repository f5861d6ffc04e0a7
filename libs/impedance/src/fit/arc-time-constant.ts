/**
 * Time constant of an arc, in s, of its resistance in Ω, its CPE's Q in F·s^(n−1) and exponent n.
 *
 * @quantity time constant of an arc
 * @symbol τ
 * @unit s
 * @formula τ = (RQ)^(1/n)
 * @convention arc R/(1 + RQ(jω)^n)
 * @source project convention; the arc's top is at ω = 1/τ
 */
export function arcTimeConstant(resistance_ohm: number, q: number, n: number): number {
  return (resistance_ohm * q) ** (1 / n);
}
