import type { Finding } from '../finding.js';
import type { Spectrum } from '../spectrum.js';
import { judgeUnits } from './judge-units.js';
import { phaseAgreement } from './phase-agreement.js';
import type { KnownSpectrum, Sweep } from './sweep.js';
import { thinOut } from './thin-out.js';

export type SpectrumCode =
  | 'column_lengths'
  | 'not_numbers'
  | 'frequency_not_positive'
  | 'thinned'
  | 'reordered'
  | 'duplicate_frequency'
  | 'not_enough_points'
  | 'area_missing'
  | 'area_removed'
  | 'sign_flipped'
  | 'mostly_inductive'
  | 'inductive_tail'
  | 'phase_unit'
  | 'frequency_unit'
  | 'impedance_unit';

export interface CheckedSpectrum {
  /** Null where the sweep is refused: the last finding says why. */
  spectrum: Spectrum | null;
  findings: Finding<SpectrumCode>[];
  /** A unit is doubtful: what follows is shown, but compared with nothing. */
  doubtful: boolean;
  /** Leading points, at the highest frequencies, at which the cell is inductive. */
  inductive_points: number;
}

const mostPoints = 2000;
const fewestPoints = 5;

/**
 * Puts a sweep in order and says what was wrong with it: frequencies distinct, positive and falling, Ω, imaginary part negative
 * where capacitive. Of a repeated frequency the last is kept; a flipped sign is turned; of more than 2 000 points 512 are chosen.
 * Units that cannot be right, too few points and columns that do not match are refused, each with a sentence that says what to
 * do. Nothing is thrown.
 */
export function checkSpectrum(sweep: Sweep, known: KnownSpectrum | null = null): CheckedSpectrum {
  const findings: Finding<SpectrumCode>[] = [];
  const note = (code: SpectrumCode, message: string) => void findings.push({ code, message });
  const refuse = (code: SpectrumCode, message: string): CheckedSpectrum => {
    note(code, message);
    return { spectrum: null, findings, doubtful: true, inductive_points: 0 };
  };
  const { frequency_hertz: frequency, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary } = sweep;
  const lengths = [frequency.length, real.length, imaginary.length];
  if (lengths.some((length) => length !== lengths[0]))
    return refuse(
      'column_lengths',
      `columns of ${lengths.join(', ')} values, expected three of equal length: read the file again`,
    );

  const order = orderOf(sweep, note);
  if (order.length < fewestPoints)
    return refuse(
      'not_enough_points',
      `${order.length} distinct frequencies, expected ${fewestPoints} or more (11 over a decade for a verdict): measure a whole sweep`,
    );
  const area = sweep.area_cm2 ?? null;
  const perArea = sweep.impedance_unit === 'ohm_cm2';
  if (perArea && !(area !== null && area > 0))
    return refuse('area_missing', `the header says Ω·cm², and no area is declared: declare area_cm2 to get Ω`);
  if (perArea) note('area_removed', `Ω·cm² divided by the area of ${area} cm²`);
  const divisor = perArea ? area! : 1;
  const spectrum = {
    frequency_hertz: Float64Array.from(order, (i) => frequency[i]),
    real_impedance_ohm: Float64Array.from(order, (i) => real[i] / divisor),
    imaginary_impedance_ohm: Float64Array.from(order, (i) => imaginary[i] / divisor),
  };
  turnSign(spectrum, note);
  const units = judgeUnits(spectrum, area, known);
  if (units) {
    note(units.code, units.message);
    if (units.refused) return { spectrum: null, findings, doubtful: true, inductive_points: 0 };
  }
  let inductive_points = 0;
  while (inductive_points < order.length && !(spectrum.imaginary_impedance_ohm[inductive_points] < 0))
    inductive_points++;
  if (order.length - inductive_points < fewestPoints)
    return refuse(
      'mostly_inductive',
      `${inductive_points} of ${order.length} points are inductive: twist the leads, or sweep to lower frequencies`,
    );
  return { spectrum, findings, doubtful: units !== null, inductive_points };
}

/** Indices of the points to keep, in falling order of frequency. */
function orderOf(sweep: Sweep, note: (code: SpectrumCode, message: string) => void): number[] {
  const { frequency_hertz: frequency, real_impedance_ohm: real, imaginary_impedance_ohm: imaginary } = sweep;
  const total = frequency.length;
  const numbers: number[] = [];
  let notPositive = 0;
  for (let i = 0; i < total; i++) {
    const isImpedance =
      Number.isFinite(real[i]) && Number.isFinite(imaginary[i]) && (real[i] !== 0 || imaginary[i] !== 0);
    if (!isImpedance || !Number.isFinite(frequency[i])) continue;
    if (frequency[i] > 0) numbers.push(i);
    else notPositive++;
  }
  const lost = total - notPositive - numbers.length;
  if (lost > 0)
    note('not_numbers', `${lost} of ${total} points dropped: a value is not a number, or the impedance is 0`);
  if (notPositive > 0)
    note('frequency_not_positive', `${notPositive} of ${total} points dropped: frequency 0 or below`);
  let order = numbers;
  if (order.length > mostPoints) {
    order = thinOut(frequency, numbers);
    note('thinned', `${total} points thinned to ${order.length}, even in the logarithm of frequency`);
  }
  let turns = 0;
  for (let k = 2; k < order.length; k++)
    if ((frequency[order[k]] - frequency[order[k - 1]]) * (frequency[order[k - 1]] - frequency[order[k - 2]]) < 0)
      turns++;
  if (turns > 0 && order === numbers) note('reordered', `frequencies turn ${turns} times: put in falling order`);
  // Of equal frequencies the later comes first, and is kept.
  const sorted = order.toSorted((one, other) => frequency[other] - frequency[one] || other - one);
  const distinct = sorted.filter((i, k) => k === 0 || frequency[i] !== frequency[sorted[k - 1]]);
  if (distinct.length < sorted.length)
    note('duplicate_frequency', `${sorted.length - distinct.length} repeated frequencies: the last of each was kept`);
  return distinct;
}

function turnSign(
  spectrum: { frequency_hertz: Float64Array; real_impedance_ohm: Float64Array; imaginary_impedance_ohm: Float64Array },
  note: (code: SpectrumCode, message: string) => void,
): void {
  const { frequency_hertz, imaginary_impedance_ohm } = spectrum;
  const inBand = imaginary_impedance_ohm.filter((_, i) => frequency_hertz[i] >= 1 && frequency_hertz[i] <= 1e4);
  const judged = (inBand.length > 0 ? inBand : imaginary_impedance_ohm.slice()).sort();
  if (judged[judged.length >> 1] <= 0) return;
  const agreement = phaseAgreement(spectrum);
  // An inductive cell agrees with its own modulus as it is.
  if (agreement && agreement.correlation > 0.5)
    return note(
      'mostly_inductive',
      `the imaginary part is mostly positive, and the modulus agrees: leads dominate this sweep`,
    );
  for (let i = 0; i < imaginary_impedance_ohm.length; i++) imaginary_impedance_ohm[i] *= -1;
  note('sign_flipped', `the imaginary part was positive where a cell is capacitive: taken as −Im Z and turned`);
}
