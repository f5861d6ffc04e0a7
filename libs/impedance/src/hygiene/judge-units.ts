import type { Finding } from '../finding.js';
import type { Spectrum } from '../spectrum.js';
import { phaseAgreement } from './phase-agreement.js';
import type { KnownSpectrum } from './sweep.js';

type UnitCode = 'phase_unit' | 'frequency_unit' | 'impedance_unit';

/** No analyser of cells reaches it. */
const highestFrequency = 5e7;

/**
 * Units that contradict the spectrum itself or the cell's last one; null where nothing does. `refused` where a fit would only look
 * fine; otherwise the unit is doubtful.
 */
export function judgeUnits(
  spectrum: Spectrum,
  area_cm2: number | null,
  known: KnownSpectrum | null,
): (Finding<UnitCode> & { refused: boolean }) | null {
  const { frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm } = spectrum;
  const points = frequency_hertz.length;
  const highest = frequency_hertz[0];
  const lowest = frequency_hertz[points - 1];
  const finding = (code: UnitCode, refused: boolean, message: string) => ({ code, refused, message });

  let negative = 0;
  for (let i = 0; i < points; i++) if (real_impedance_ohm[i] < 0) negative++;
  const agreement = phaseAgreement(spectrum);
  if (negative > 0.1 * points)
    return finding(
      'phase_unit',
      true,
      `the real part is negative at ${negative} of ${points} points: were degrees read as radians, or columns exchanged?`,
    );
  if (agreement && Math.abs(agreement.correlation) > 0.7 && (agreement.ratio > 5 || agreement.ratio < 0.2))
    return finding(
      'phase_unit',
      true,
      `the phase is ${agreement.ratio.toPrecision(2)} × what the modulus asks for: ${agreement.ratio > 1 ? 'degrees read as radians' : 'radians read as degrees'}?`,
    );

  const range = `${highest.toPrecision(3)} to ${lowest.toPrecision(3)} Hz`;
  if (highest > highestFrequency)
    return finding('frequency_unit', true, `a sweep of ${range}: is the column in mHz, not Hz?`);
  if (known) {
    const factors = [highest / known.frequency_maximum_hertz, lowest / known.frequency_minimum_hertz];
    for (const unit of [1000, 1 / 1000, 2 * Math.PI, 1 / (2 * Math.PI)])
      if (factors.every((factor) => Math.abs(factor / unit - 1) < 0.2))
        return finding(
          'frequency_unit',
          true,
          `a sweep of ${range}, ${unit.toPrecision(4)} × the cell's last: mHz for Hz, or rad/s for Hz?`,
        );
  }
  if (highest > 2e6 && lowest >= 1)
    return finding(
      'frequency_unit',
      false,
      `a sweep of ${range} reaches no slow process: is the column in mHz, not Hz?`,
    );

  const first = Math.hypot(real_impedance_ohm[0], imaginary_impedance_ohm[0]);
  const last = Math.hypot(real_impedance_ohm[points - 1], imaginary_impedance_ohm[points - 1]);
  if (last < 1e-5 || first > 1e7)
    return finding(
      'impedance_unit',
      false,
      `|Z| from ${first.toPrecision(3)} to ${last.toPrecision(3)}: is the column in Ω?`,
    );
  if (known?.ohmic_resistance_ohm && area_cm2 && Math.abs(Math.log(area_cm2)) > Math.log(1.3)) {
    const factor = real_impedance_ohm[0] / known.ohmic_resistance_ohm;
    if (Math.abs(factor / area_cm2 - 1) < 0.1)
      return finding(
        'impedance_unit',
        false,
        `the ohmic part is ${factor.toPrecision(3)} × the cell's last, which is its area: Ω·cm² under an Ω header?`,
      );
  }
  return null;
}
