import { rectangularSpectrum } from '@cellwatch/impedance';
import type { SweepColumns } from './bind-sweep.js';
import { refuseSpectra } from './refuse-spectra.js';
import type { TableRows } from './read-rows.js';
import type { SpectraRefused } from './spectrum-reading.js';

type PhaseUnit = 'degree' | 'radian';

export interface Impedance {
  frequency: Float64Array;
  real: Float64Array;
  imaginary: Float64Array;
}

/**
 * Frequency and both parts of the impedance from what a table has. Modulus and phase serve only where the header says the unit of
 * the phase, or where a part that is there too proves it: |Z|·cos φ returns Z' to 0.1 % at every point.
 */
export function completeImpedance(
  { columns }: SweepColumns,
  { values, lines }: TableRows,
  headerLine: number,
): Impedance | SpectraRefused {
  const frequency = Float64Array.from(values.frequency ?? values.angular_frequency!.map((omega) => omega / (2 * Math.PI))); // prettier-ignore
  const { real, imaginary, modulus, phase } = values;
  if (real && imaginary) return { frequency, real: Float64Array.from(real), imaginary: Float64Array.from(imaginary) };

  const kind = columns.phase!.unit?.kind;
  const declared = kind === 'degree' || kind === 'radian' ? kind : null;
  const rectangular = (unit: PhaseUnit) => {
    const part = rectangularSpectrum({ frequency_hertz: frequency, impedance_modulus_ohm: modulus!, phase: phase!, phase_unit: unit }); // prettier-ignore
    return {
      real: Float64Array.from(part.real_impedance_ohm),
      imaginary: Float64Array.from(part.imaginary_impedance_ohm),
    };
  };
  const beyond = phase!.findIndex((angle) => Math.abs(angle) > 2 * Math.PI);
  if (declared === 'radian' && beyond >= 0)
    return refuseSpectra('phase_unit', lines[beyond], `got a phase of ${phase![beyond]} under a header of radians, expected 2π or less: is the column in degrees?`); // prettier-ignore
  // Where this returns −1, the unit agrees with the part that is given too.
  const contradiction = (unit: PhaseUnit): number => {
    const own = rectangular(unit);
    const [given, computed] = real ? [real, own.real] : [imaginary!, own.imaginary];
    return given.findIndex((value, i) => !(Math.abs(computed[i] - value) <= 1e-3 * Math.abs(value)));
  };
  const proof = real ?? imaginary;
  if (declared) {
    const at = proof ? contradiction(declared) : -1;
    if (at < 0) return { frequency, ...rectangular(declared) };
    return refuseSpectra('phase_unit', lines[at], `modulus ${modulus![at]} and phase ${phase![at]} do not give the ${real ? 'real' : 'imaginary'} part ${proof![at]} to 0.1 %, expected a phase in ${declared}s`); // prettier-ignore
  }
  const candidates: PhaseUnit[] = beyond >= 0 ? ['degree'] : ['degree', 'radian'];
  const proven = proof ? candidates.filter((unit) => contradiction(unit) < 0) : [];
  if (proven.length === 1) return { frequency, ...rectangular(proven[0]) };
  return refuseSpectra(
    'phase_unit',
    headerLine,
    `the phase has no unit${proof ? ', and the other part proves neither' : ''}, expected deg or rad in the header, or the real part beside it`,
  );
}
