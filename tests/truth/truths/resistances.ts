import { disk_cm2 } from '../cells/shared.js';
import { computed, wrong, type Truth, type TruthGroup } from '../truth.js';

const composites = ['Si', 'Si/a-Sn', 'Si/a-Sn/CoSi2', '+G', '+G/C'];
const chargeTransfer = [143.9, 124.8, 59.3, 47.5, 38.7];
const diffusion = [1.99e-19, 3.74e-19, 7.07e-19, 2.04e-18, 6.24e-18];

const areal = ['113.0', '98.0', '46.6', '37.3', '30.4'];
const warburgRatio = ['5.600', '4.085', '2.971', '1.749', '1.000'];
const warburg = ['6483', '4729', '3439', '2025', '1158'];

const gasConstant = 8.314462618;
const faraday = 96485.33212;
const kelvin = 298.15;
/** Lithium in Li15Si4; for a composite it is a choice. */
const concentration = 0.0829;

/** σ of D = ½[RT/(A·F²·C·σ)]², in Ω·s^-½. */
const warburgOf = (cm2_per_second: number, mole_per_cm3 = concentration) =>
  (gasConstant * kelvin) / (disk_cm2 * faraday ** 2 * mole_per_cm3 * Math.sqrt(2 * cm2_per_second));

const resistances = composites.map((of, k): Truth => {
  return computed(
    `R_ct, ${of}`,
    `${areal[k]} Ω·cm²`,
    'printed Ω × π/4 cm²',
    () => chargeTransfer[k] * disk_cm2,
    wrong('printed Ω taken as Ω·cm²', chargeTransfer[k].toFixed(1), () => chargeTransfer[k]),
  );
});

const aged = [
  [10, 26.1, '0.674'],
  [50, 22.8, '0.589'],
  [100, 22.3, '0.576'],
] as const;

export const resistanceTruths: TruthGroup[] = [
  {
    title: 'Impedance of half-cells: scalars entered by hand',
    text: 'The paper prints no spectra. R_ct in Ω and D are its numbers; what follows from them is computed here.',
    truths: [
      ...resistances,
      ...aged.map(([cycle, ohm, printed]) =>
        computed(
          `R_ct of +G/C after ${cycle} cycles over pristine`,
          printed,
          'falls during activation: growth needs a baseline after it',
          () => ohm / chargeTransfer[4],
        ),
      ),
      ...composites.map((of, k) =>
        computed(`σ over that of +G/C, ${of}`, warburgRatio[k], 'D ∝ σ^-2: only ratios mean something', () => {
          return Math.sqrt(diffusion[4] / diffusion[k]);
        }),
      ),
      ...composites.map((of, k) =>
        computed(
          `σ, ${of}`,
          `${warburg[k]} Ω·s^-½`,
          'C 0.0829 mol/cm³, π/4 cm², 298.15 K, n 1: assumed, not printed',
          () => warburgOf(diffusion[k]),
          wrong('C in mol/L', (Number(warburg[k]) / 1000).toFixed(3), () => warburgOf(diffusion[k], 82.9)),
        ),
      ),
      computed('three periods of each frequency', '1459 s', '1 MHz to 10 mHz, ten a decade, 81 in all', () => {
        return Array.from({ length: 81 }, (_, k) => 3 / 10 ** (6 - k / 10)).reduce((sum, second) => sum + second, 0);
      }),
      computed('D × σ²', '8.36323e-12', 'A 0.785398 cm², n 1, C 0.0829 mol/cm³, 298.15 K', () => {
        return diffusion[0] * warburgOf(diffusion[0]) ** 2;
      }),
    ],
  },
];
