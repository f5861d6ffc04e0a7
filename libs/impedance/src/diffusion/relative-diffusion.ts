/**
 * Diffusion coefficient of a cell over that of a reference cell of equal area, concentration and temperature: what σ alone says.
 *
 * @quantity relative diffusion coefficient
 * @symbol D/D_ref
 * @unit 1
 * @formula D/D_ref = (σ_ref/σ)²
 * @convention equal area, concentration, temperature
 * @source follows from D ∝ σ⁻²
 */
export function relativeDiffusion(
  warburg_coefficient_ohm_per_root_second: number,
  reference_warburg_coefficient_ohm_per_root_second: number,
): number {
  return (reference_warburg_coefficient_ohm_per_root_second / warburg_coefficient_ohm_per_root_second) ** 2;
}
