import { circuitOf } from './circuit/named-circuit.js';
import { definitionVersion } from './definition-version.js';
import { diffusionCoefficient } from './diffusion/diffusion-coefficient.js';
import { relativeDiffusion } from './diffusion/relative-diffusion.js';
import { warburgRegion, type WarburgRegion } from './diffusion/warburg-region.js';
import type { Estimate } from './estimate.js';
import type { Finding } from './finding.js';
import type { CircuitFit } from './fit/circuit-fit.js';
import { fitCircuit } from './fit/fit-circuit.js';
import { checkSpectrum } from './hygiene/check-spectrum.js';
import type { KnownSpectrum, Sweep } from './hygiene/sweep.js';
import { kramersKronigTest, type KramersKronigResult } from './kramers-kronig/kramers-kronig-test.js';
import { withoutLeading, type Spectrum } from './spectrum.js';
import { suggestCircuit } from './suggest-circuit.js';

export interface SpectrumOptions {
  /** An id (`S2W` where it is not given) or a notation. */
  circuit?: string;
  /** For D_Li, which is null where one of the two is not given, or the area of the sweep. */
  concentration_mol_per_cm3?: number | null;
  temperature_celsius?: number | null;
  electrons?: number;
  relative_uncertainty?: { area?: number; concentration?: number };
  /** σ of the cell that others are compared with. */
  reference_warburg_coefficient_ohm_per_root_second?: number | null;
  /** What is known of the cell's last spectrum, without the fit starting from it: so a result does not depend on the last fit. */
  known?: KnownSpectrum | null;
  /** The cell's last result: where its circuit is the same, the fit starts from it; and units show against it. */
  previous?: SpectrumResult | null;
  starts?: number;
}

/** Everything that one sweep says, as plain JSON. */
export interface SpectrumResult {
  definition_version: number;
  method: 'eis_fit';
  circuit_id: string;
  verdict: 'accepted' | 'refused';
  /** Accepted, valid by Kramers and Kronig, no unit doubtful: it may join a trend and raise an alert. */
  comparable: boolean;
  /** Why it was refused or is not comparable, and what was mended on the way. */
  findings: Finding[];
  points: number;
  frequency_minimum_hertz: number | null;
  frequency_maximum_hertz: number | null;
  kramers_kronig: KramersKronigResult | null;
  fit: CircuitFit | null;
  warburg_region: WarburgRegion | null;
  /** Apparent, from the Warburg region. */
  diffusion_coefficient_cm2_per_second: Estimate | null;
  relative_diffusion_coefficient: number | null;
}

/**
 * From a sweep to a resistance: puts it in order, tests it by Kramers and Kronig, fits the circuit, finds the Warburg region and
 * the diffusion coefficient. What is refused carries a reason, and the circuit that would be accepted where there is one; no number is given for what was not measured.
 *
 * Inductive points at the highest frequencies are dropped unless the circuit has an inductance. The same input gives the same
 * bytes. Throws where `circuit` cannot be parsed, naming the position.
 */
export function fitSpectrum(sweep: Sweep, options: SpectrumOptions = {}): SpectrumResult {
  const circuit = circuitOf(options.circuit ?? 'S2W');
  const previous = options.previous ?? null;
  const {
    spectrum,
    findings: mended,
    doubtful,
    inductive_points,
  } = checkSpectrum(sweep, options.known ?? knownOf(previous));
  const findings: Finding[] = [...mended];
  const result: SpectrumResult = {
    definition_version: definitionVersion,
    method: 'eis_fit',
    circuit_id: circuit.id,
    verdict: 'refused',
    comparable: false,
    findings,
    points: spectrum?.frequency_hertz.length ?? 0,
    frequency_minimum_hertz: null,
    frequency_maximum_hertz: null,
    kramers_kronig: null,
    fit: null,
    warburg_region: null,
    diffusion_coefficient_cm2_per_second: null,
    relative_diffusion_coefficient: null,
  };
  if (!spectrum) return result;
  result.frequency_maximum_hertz = spectrum.frequency_hertz[0];
  result.frequency_minimum_hertz = spectrum.frequency_hertz[result.points - 1];

  const validity = kramersKronigTest(spectrum);
  result.kramers_kronig = validity;
  if (validity.verdict !== 'pass')
    findings.push({ code: `kramers_kronig_${validity.verdict}`, message: validity.message });

  const inductance = circuit.parameters.some(({ unit }) => unit === 'H');
  if (inductive_points > 0)
    findings.push({
      code: 'inductive_tail',
      message: `${inductive_points} inductive points at the highest frequencies: ${inductance ? 'fitted by the inductance' : 'dropped'}`,
    });
  const fitted = inductance ? spectrum : withoutLeading(spectrum, inductive_points);
  const last = previous?.circuit_id === circuit.id ? previous.fit?.raw_parameters : null;
  const fit = fitCircuit(circuit, fitted, {
    area_cm2: sweep.area_cm2,
    warm_start: last?.length ? last : null,
    noise_percent: validity.noise_percent,
    starts: options.starts,
  });
  result.fit = fit;
  findings.push(...fit.findings);
  const other = fit.accepted
    ? null
    : suggestCircuit(circuit.id, spectrum, { noise_percent: validity.noise_percent, inductive_points });
  if (other) findings.push(other);
  const valid = (validity.verdict === 'pass' || validity.verdict === 'warn') && !doubtful;
  result.verdict = fit.accepted ? 'accepted' : 'refused';
  result.comparable = fit.accepted && valid;
  if (valid) Object.assign(result, diffusionOf(fitted, validity.noise_percent!, sweep.area_cm2 ?? null, options));
  return result;
}

function knownOf(previous: SpectrumResult | null) {
  if (!previous || previous.frequency_minimum_hertz === null || previous.frequency_maximum_hertz === null) return null;
  return {
    frequency_minimum_hertz: previous.frequency_minimum_hertz,
    frequency_maximum_hertz: previous.frequency_maximum_hertz,
    ohmic_resistance_ohm: previous.fit?.ohmic_resistance_ohm?.value ?? null,
  };
}

function diffusionOf(
  spectrum: Spectrum,
  noise_percent: number,
  area_cm2: number | null,
  options: SpectrumOptions,
): Pick<SpectrumResult, 'warburg_region' | 'diffusion_coefficient_cm2_per_second' | 'relative_diffusion_coefficient'> {
  const warburg_region = warburgRegion(spectrum, noise_percent);
  const sigma = warburg_region?.warburg_coefficient_ohm_per_root_second;
  const reference = options.reference_warburg_coefficient_ohm_per_root_second;
  const { concentration_mol_per_cm3, temperature_celsius, electrons, relative_uncertainty } = options;
  let absolute: Estimate | null = null;
  if (sigma && area_cm2 && concentration_mol_per_cm3 && temperature_celsius != null) {
    const { diffusion_coefficient_cm2_per_second: value, relative_uncertainty: relative } = diffusionCoefficient({
      warburg_coefficient_ohm_per_root_second: sigma.value,
      area_cm2,
      concentration_mol_per_cm3,
      temperature_celsius,
      electrons,
      relative_uncertainty: { ...relative_uncertainty, warburg_coefficient: sigma.standard_deviation / sigma.value },
    });
    absolute = { value, standard_deviation: value * relative };
  }
  return {
    warburg_region,
    diffusion_coefficient_cm2_per_second: absolute,
    relative_diffusion_coefficient: sigma && reference ? relativeDiffusion(sigma.value, reference) : null,
  };
}
