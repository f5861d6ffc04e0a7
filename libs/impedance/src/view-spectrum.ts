import { circuitOf } from './circuit/named-circuit.js';
import { warburgRegion, type WarburgRegion } from './diffusion/warburg-region.js';
import { relaxationTimes, type RelaxationTimes } from './drt/relaxation-times.js';
import type { CircuitFit } from './fit/circuit-fit.js';
import { fitCircuit } from './fit/fit-circuit.js';
import { fitResiduals, type SpectrumResiduals } from './fit/fit-residuals.js';
import { checkSpectrum } from './hygiene/check-spectrum.js';
import type { Sweep } from './hygiene/sweep.js';
import { kramersKronigTest, type KramersKronigResult } from './kramers-kronig/kramers-kronig-test.js';
import { withoutLeading } from './spectrum.js';

export interface FittedParameters {
  circuit_id: string;
  /** As a fit of the same sweep gave them. */
  raw_parameters: number[];
}

export interface SpectrumView {
  /** As the fit took them: in falling order of frequency, the sign turned where it was flipped. Null where the sweep is refused. */
  points: { frequency_hertz: number[]; real_impedance_ohm: number[]; imaginary_impedance_ohm: number[] } | null;
  kramers_kronig: (KramersKronigResult & { frequency_hertz: number[] }) | null;
  warburg_region: WarburgRegion | null;
  fits: (SpectrumResiduals & { fit: CircuitFit })[];
}

/** More do not change the picture, and take longer. */
const mostPoints = 512;

/**
 * What there is to see of a sweep whose fits are known: the points as they were taken, the Kramers-Kronig residuals, the Warburg
 * region, and of each fit what it leaves at the points that it was fitted to, with every quantity and its 1σ. No start is drawn:
 * the fits are where their parameters are. Throws where a circuit is none, or the parameters are another circuit's.
 */
export function viewSpectrum(sweep: Sweep, fitted: readonly FittedParameters[]): SpectrumView {
  const { spectrum, inductive_points } = checkSpectrum(sweep);
  if (!spectrum) return { points: null, kramers_kronig: null, warburg_region: null, fits: [] };
  const validity = kramersKronigTest(spectrum);
  const { noise_percent, verdict } = validity;
  const frequency_hertz = Array.from(spectrum.frequency_hertz);
  const fits = fitted.map(({ circuit_id, raw_parameters }) => {
    const circuit = circuitOf(circuit_id);
    const points = circuit.roles?.inductance == null ? withoutLeading(spectrum, inductive_points) : spectrum;
    const fit = fitCircuit(circuit, points, {
      area_cm2: sweep.area_cm2,
      warm_start: raw_parameters,
      noise_percent: Infinity,
    });
    return { ...fitResiduals(circuit, raw_parameters, points), fit };
  });
  const valid = verdict === 'pass' || verdict === 'warn';
  return {
    points: {
      frequency_hertz,
      real_impedance_ohm: Array.from(spectrum.real_impedance_ohm),
      imaginary_impedance_ohm: Array.from(spectrum.imaginary_impedance_ohm),
    },
    kramers_kronig: { ...validity, frequency_hertz: validity.elements === null ? [] : frequency_hertz },
    warburg_region: valid ? warburgRegion(withoutLeading(spectrum, inductive_points), noise_percent!) : null,
    fits,
  };
}

/**
 * The distribution of relaxation times of a sweep; null where it is refused. Of a fit with a Warburg in series whose σ is measured
 * that Warburg is subtracted, for diffusion has no peak of its own: the first such of `fitted`.
 */
export function viewRelaxationTimes(
  sweep: Sweep,
  fitted: readonly FittedParameters[],
): (RelaxationTimes & { warburg_coefficient_ohm_per_root_second: number | null }) | null {
  const { spectrum } = checkSpectrum(sweep);
  if (!spectrum) return null;
  const every = Math.ceil(spectrum.frequency_hertz.length / mostPoints);
  const thinned = (column: ArrayLike<number>) => Array.from(column).filter((_, i) => i % every === 0);
  const points = {
    frequency_hertz: thinned(spectrum.frequency_hertz),
    real_impedance_ohm: thinned(spectrum.real_impedance_ohm),
    imaginary_impedance_ohm: thinned(spectrum.imaginary_impedance_ohm),
  };
  const [sigma] = fitted.flatMap(({ circuit_id, raw_parameters }) => {
    const { roles } = circuitOf(circuit_id);
    return roles?.interchangeable && roles.diffusion?.kind === 'W' ? [raw_parameters[roles.diffusion.first]] : [];
  });
  return {
    ...relaxationTimes(points, { warburg_coefficient_ohm_per_root_second: sigma }),
    warburg_coefficient_ohm_per_root_second: sigma ?? null,
  };
}
