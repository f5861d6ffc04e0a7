const gasConstant = 8.314462618;
const faraday = 96485.33212;

/**
 * Apparent diffusion coefficient of lithium in cm²/s, with its relative uncertainty u(D)/D.
 *
 * σ in Ω·s^-½ with the electrode's area in cm²; where σ is in Ω·cm²·s^-½ the area is 1. Concentration in mol/cm³: mol/L would be
 * wrong by 1e-6. Relative uncertainties of the inputs are 0 where they are not given. The area is geometric and the
 * concentration of a composite is a choice: only ratios within one study mean something. Throws a RangeError where an input is
 * not positive, naming it.
 *
 * @quantity apparent diffusion coefficient
 * @symbol D_Li
 * @unit cm²/s
 * @formula D = ½[RT/(A·n·F²·C·σ)]²; u(D)/D = 2√(u_σ² + u_A² + u_C²), relative
 * @convention n² as papers print it; the textbook's n⁴ is the same at n = 1
 * @source Bard and Faulkner, Electrochemical Methods, with n = 1
 */
export function diffusionCoefficient(input: {
  warburg_coefficient_ohm_per_root_second: number;
  area_cm2: number;
  concentration_mol_per_cm3: number;
  temperature_celsius: number;
  electrons?: number;
  relative_uncertainty?: { warburg_coefficient?: number; area?: number; concentration?: number };
}): { diffusion_coefficient_cm2_per_second: number; relative_uncertainty: number } {
  const { warburg_coefficient_ohm_per_root_second: sigma, area_cm2, concentration_mol_per_cm3, electrons = 1 } = input;
  const temperature_kelvin = input.temperature_celsius + 273.15;
  for (const [name, value] of Object.entries({
    sigma,
    area_cm2,
    concentration_mol_per_cm3,
    temperature_kelvin,
    electrons,
  }))
    if (!(value > 0)) throw new RangeError(`diffusion coefficient: got ${name} ${value}, expected a positive number`);
  const ratio =
    (gasConstant * temperature_kelvin) / (area_cm2 * electrons * faraday ** 2 * concentration_mol_per_cm3 * sigma);
  const { warburg_coefficient = 0, area = 0, concentration = 0 } = input.relative_uncertainty ?? {};
  return {
    diffusion_coefficient_cm2_per_second: 0.5 * ratio ** 2,
    relative_uncertainty: 2 * Math.hypot(warburg_coefficient, area, concentration),
  };
}
