import type { CellFacts, ResistanceEstimate } from '@cellwatch/events';
import { quantitiesOf } from './spectrum-quantities.js';
import type { ShownSpectrum } from './shapes.js';

const region = { frequency_minimum_hertz: 0.01, frequency_maximum_hertz: 1 };
const shown = (verdict: string, warburg_region: object | null) =>
  ({ kramers_kronig: { verdict }, warburg_region }) as unknown as ShownSpectrum;
const estimate = (others: Partial<ResistanceEstimate> = {}) =>
  ({
    charge_transfer_resistance_ohm: 22.19,
    charge_transfer_resistance_standard_deviation_ohm: 0.15,
    charge_transfer_resistance_ohm_cm2: null,
    ohmic_resistance_ohm: null,
    ohmic_resistance_ohm_cm2: null,
    interphase_resistance_ohm: null,
    interphase_resistance_ohm_cm2: null,
    arc_resistance_ohm: null,
    arc_resistance_ohm_cm2: null,
    warburg_coefficient_ohm_per_root_second: null,
    diffusion_coefficient_cm2_per_second: null,
    relative_diffusion_coefficient: null,
    temperature_celsius: null,
    ...others,
  }) as ResistanceEstimate;
const of = (name: string, ...args: [ResistanceEstimate, ShownSpectrum, Partial<CellFacts>]) =>
  quantitiesOf(args[0], [], args[1], args[2] as CellFacts).find((one) => one.name === name)!;

test('a value has no reason, a missing one has', () => {
  expect(of('R_ct', estimate(), shown('pass', null), {})).toMatchObject({ text: '22.19 ± 0.15', unit: 'Ω', perArea: null, why: '' }); // prettier-ignore
  expect(of('R_1', estimate(), shown('pass', null), {})).toMatchObject({ text: '–', why: expect.stringMatching(/not measured/) }); // prettier-ignore
});

test.each<[string, ShownSpectrum, Partial<CellFacts>, string]>([
  [
    'nothing declared',
    shown('pass', region),
    {},
    'relative only: area, lithium concentration, temperature not declared',
  ],
  ['an area', shown('pass', region), { area_cm2: 1 }, 'relative only: lithium concentration, temperature not declared'],
  ['no straight line', shown('warn', null), {}, 'no Warburg region: Re Z and −Im Z are not straight and parallel over ω^-½ at low frequency'], // prettier-ignore
  ['not valid', shown('fail', null), {}, 'not of a spectrum that Kramers-Kronig finds not valid'],
  ['too few points', shown('not_enough_points', null), {}, 'not of so few points'],
  ['refused', { kramers_kronig: null, warburg_region: null } as ShownSpectrum, {}, 'the spectrum was refused'],
])('why there is no D_Li: %s', (_, spectrum, facts, why) => {
  expect(of('D_Li, apparent', estimate(), spectrum, facts)).toMatchObject({ text: '–', why });
});
