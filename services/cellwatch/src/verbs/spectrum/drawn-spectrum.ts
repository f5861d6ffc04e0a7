import type { FileSpectrum } from '@cellwatch/cyclers';
import {
  checkSpectrum,
  circuitImpedance,
  circuitOf,
  fitResiduals,
  type Spectrum,
  type SpectrumResult,
} from '@cellwatch/impedance';

/** What a picture shows of one sweep: the points as they were fitted, the model between them, what it leaves. */
export interface DrawnSpectrum {
  name: string;
  result: SpectrumResult;
  points: Spectrum;
  fit: { frequency_hertz: number[]; real: Float64Array; imaginary: Float64Array } | null;
  /** In % of |Z|, at the points that were fitted. */
  residual: { frequency_hertz: number[]; real: number[]; imaginary: number[] } | null;
}

const steps = 300;

/** Null where the sweep was refused before there was anything to draw. */
export function drawnSpectrum(
  sweep: FileSpectrum,
  result: SpectrumResult,
  area_cm2: number | null,
): DrawnSpectrum | null {
  const points = checkSpectrum({ ...sweep, area_cm2 }).spectrum;
  if (!points) return null;
  const { meta } = sweep;
  const name = meta.cycle_count === null ? `spectrum ${meta.spectrum_number}` : `cycle ${meta.cycle_count}`;
  const { fit } = result;
  if (!fit || fit.raw_parameters.length === 0) return { name, result, points, fit: null, residual: null };
  const circuit = circuitOf(result.circuit_id);
  // Inductive points at the top may have been left out.
  const fitted = (column: ArrayLike<number>) => Array.from(column).slice(column.length - fit.points);
  const f = fitted(points.frequency_hertz);
  const [highest, lowest] = [f[0], f[f.length - 1]];
  const between = Array.from({ length: steps + 1 }, (_, i) => highest * (lowest / highest) ** (i / steps));
  const curve = circuitImpedance(circuit, fit.raw_parameters, between);
  const left = fitResiduals(circuit, fit.raw_parameters, {
    frequency_hertz: f,
    real_impedance_ohm: fitted(points.real_impedance_ohm),
    imaginary_impedance_ohm: fitted(points.imaginary_impedance_ohm),
  });
  return {
    name,
    result,
    points,
    fit: { frequency_hertz: between, real: curve.real_impedance_ohm, imaginary: curve.imaginary_impedance_ohm },
    residual: { frequency_hertz: f, real: left.real_residual_percent, imaginary: left.imaginary_residual_percent },
  };
}
