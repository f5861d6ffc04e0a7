/**
 * Warburg coefficient in Ω·s^-½ that finite-space diffusion has at high frequency, of Z0 in Ω and τ in s.
 *
 * @quantity Warburg coefficient of finite-space diffusion
 * @symbol σ
 * @unit Ω·s^-½
 * @formula σ = Z0/√(2τ)
 * @convention Z = Z0·coth(√(jωτ))/√(jωτ), which is σ(1−j)ω^-½ for ωτ ≫ 1
 * @source project convention
 */
export function finiteSpaceWarburg(z0_ohm: number, tau_second: number): number {
  return z0_ohm / Math.sqrt(2 * tau_second);
}
