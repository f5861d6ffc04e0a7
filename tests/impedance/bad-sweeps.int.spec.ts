import { declareFacts, declareSpectrum, type CellSpectrum, type ResistanceEstimate } from '@cellwatch/events';
import { resistancesOf } from '../support/fitted-spectra.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';

const cell_id = 'badly swept';
const facts = declareFacts({ cell_id, area_cm2: 2 });
const sound = [10, 20, 30].map((derived_cycle_count) =>
  syntheticSpectrum(cell_id, 22.3, { derived_cycle_count, measured_at_unix_second: 1.7e9 + derived_cycle_count }),
);
type Point = [hertz: number, real: number, imaginary: number];
const points = ({ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm }: CellSpectrum): Point[] =>
  frequency_hertz.map((hertz, at) => [hertz, real_impedance_ohm[at], imaginary_impedance_ohm[at]]);

/** What is said of a sweep that is posted after three sound ones of the cell. */
async function after(change: (all: Point[]) => Point[]): Promise<ResistanceEstimate> {
  const changed = change(points(sound[0]));
  const spectrum = declareSpectrum({
    cell_id,
    derived_cycle_count: 40,
    measured_at_unix_second: 1.8e9,
    voltage_volt: 3.7,
    direction: 'charge',
    temperature_celsius: 25,
    frequency_hertz: changed.map(([hertz]) => hertz),
    real_impedance_ohm: changed.map(([, real]) => real),
    imaginary_impedance_ohm: changed.map(([, , imaginary]) => imaginary),
  });
  return (await resistancesOf(facts, [...sound, spectrum])).at(-1)!;
}

const degree = 180 / Math.PI;
const each = (change: (point: Point) => Point) => (all: Point[]) => all.map(change);

describe('a sweep that is mended stands in the trend with the right R_ct, and says what was done', () => {
  test.each<[string, (all: Point[]) => Point[], string]>([
    ['sorted wrongly', (all) => [...all.slice(30), ...all.slice(0, 30)], 'reordered'],
    ['a flipped sign', each(([hertz, real, imaginary]) => [hertz, real, -imaginary]), 'sign_flipped'],
    ['duplicate frequencies', (all) => [...all.slice(0, 9).map(([hertz]): Point => [hertz, 99, -9]), ...all], 'duplicate_frequency'], // prettier-ignore
  ])('%s', async (_, change, code) => {
    const estimate = await after(change);
    expect(estimate).toMatchObject({ verdict: 'accepted', comparable: true, growth: null });
    expect(estimate.findings.map((finding) => finding.code)).toContain(code);
    expect(estimate.charge_transfer_resistance_ohm! / 22.3).toBeCloseTo(1, 3);
    expect(estimate.series_key).not.toBeNull();
  });
});

describe('a sweep that is wrong stands in no trend and raises no growth, and says why', () => {
  test.each<[string, (all: Point[]) => Point[], string, RegExp]>([
    ['degrees read as radians', each(([hertz, real, imaginary]) => {
      const [modulus, wrong] = [Math.hypot(real, imaginary), Math.atan2(imaginary, real) * degree];
      return [hertz, modulus * Math.cos(wrong), modulus * Math.sin(wrong)];
    }), 'phase_unit', /degrees/], // prettier-ignore
    ['Ω·cm² for Ω', each(([hertz, real, imaginary]) => [hertz, 2 * real, 2 * imaginary]), 'impedance_unit', /2\.0\d? × the cell's last, which is its area/], // prettier-ignore
    ['mHz for Hz', each(([hertz, real, imaginary]) => [1000 * hertz, real, imaginary]), 'frequency_unit', /mHz/],
    ['two points', (all) => all.slice(0, 2), 'not_enough_points', /2 distinct frequencies, expected 5/],
    ['leads alone', each(([hertz]) => [hertz, 3 + 1e-9 * hertz, 2e-6 * Math.PI * hertz]), 'mostly_inductive', /leads dominate this sweep/], // prettier-ignore
    ['an inductive tail that bends what is left', each(([hertz, real, imaginary]) => [hertz, real, imaginary + 2e-6 * Math.PI * hertz]), 'poor_fit', /another circuit/], // prettier-ignore
    ['a cell that drifts', (all) => all.map(([hertz, real, imaginary], at): Point => {
      const drifted = syntheticSpectrum(cell_id, 22.3 * (1 + 0.5 * Math.max(0, -Math.log10(hertz))));
      return [hertz, drifted.real_impedance_ohm[at] || real, drifted.imaginary_impedance_ohm[at] || imaginary];
    }), 'kramers_kronig_fail', /changed while it was swept/], // prettier-ignore
  ])('%s', async (_, change, code, message) => {
    const estimate = await after(change);
    expect(estimate).toMatchObject({ comparable: false, series_key: null, growth: null });
    expect(estimate.findings.find((finding) => finding.code === code)?.message).toMatch(message);
    if (estimate.verdict === 'refused') expect(estimate.charge_transfer_resistance_ohm).toBeNull();
  });
});
