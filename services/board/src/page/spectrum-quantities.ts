import type { CellFacts, ResistanceEstimate } from '@cellwatch/events';
import type { Estimate, FittedArc } from '@cellwatch/impedance';
import { estimateText } from './estimate-text.js';
import { digits } from './format.js';
import type { ShownSpectrum } from './shapes.js';

export interface SpectrumQuantity {
  name: string;
  title?: string;
  text: string;
  unit: string;
  /** In Ω·cm², of resistances, where the area is declared. */
  perArea: string | null;
  /** Why there is no value; empty where there is one. */
  why: string;
}

const notMeasured = 'not measured: the findings say why';

/** What a fit says, by name, each with 1σ or with the reason why it says nothing. */
export function quantitiesOf(
  estimate: ResistanceEstimate,
  arcs: FittedArc[],
  shown: Pick<ShownSpectrum, 'warburg_region' | 'kramers_kronig'>,
  facts: CellFacts,
): SpectrumQuantity[] {
  const resistance = (name: string, of: 'ohmic' | 'interphase' | 'charge_transfer' | 'arc'): SpectrumQuantity => {
    const prefix = of === 'arc' ? 'arc_resistance' : (`${of}_resistance` as const);
    const value = estimate[`${prefix}_ohm`];
    const area = estimate[`${prefix}_ohm_cm2`];
    return {
      name,
      text: estimateText(value, estimate[`${prefix}_standard_deviation_ohm`]),
      unit: 'Ω',
      perArea: area === null ? null : estimateText(area, estimate[`${prefix}_standard_deviation_ohm_cm2`]),
      why: value === null ? notMeasured : '',
    };
  };
  const plain = (name: string, unit: string, found: Estimate | null, why = notMeasured, title?: string) => ({
    name,
    ...(title ? { title } : {}),
    text: estimateText(found?.value ?? null, found?.standard_deviation ?? null),
    unit,
    perArea: null,
    why: found ? '' : why,
  });
  const sigma = pairOf(
    estimate.warburg_coefficient_ohm_per_root_second,
    estimate.warburg_coefficient_standard_deviation_ohm_per_root_second,
  );
  const diffusion = pairOf(
    estimate.diffusion_coefficient_cm2_per_second,
    estimate.diffusion_coefficient_standard_deviation_cm2_per_second,
  );
  const relative = estimate.relative_diffusion_coefficient;
  const region = shown.warburg_region;
  const arcNames = arcs.length === 2 ? ['int', 'ct'] : ['arc'];
  return [
    resistance('R_1', 'ohmic'),
    ...(arcs.length === 1 ? [] : [resistance('R_int', 'interphase'), resistance('R_ct', 'charge_transfer')]),
    resistance('R_int + R_ct', 'arc'),
    ...arcs.flatMap((arc, at) => [
      plain(`C_eff, ${arcNames[at]}`, 'F', arc.effective_capacitance_farad, notMeasured, 'τ / R of the arc'),
      plain(`f, ${arcNames[at]}`, 'Hz', arc.characteristic_frequency_hertz, notMeasured, '1 / (2πτ) of the arc'),
      plain(`CPE Q, ${arcNames[at]}`, 'F·s^(n−1)', arc.cpe_q),
      plain(`CPE n, ${arcNames[at]}`, '', arc.cpe_exponent),
    ]),
    plain('σ_W of the fit', 'Ω/√s', sigma, 'the circuit has no Warburg, or it is not measured'),
    plain(
      'σ_W of its region',
      'Ω/√s',
      region?.warburg_coefficient_ohm_per_root_second ?? null,
      noRegion(shown),
      region ? `${digits(region.frequency_minimum_hertz)} to ${digits(region.frequency_maximum_hertz)} Hz` : undefined,
    ),
    plain('D_Li, apparent', 'cm²/s', diffusion, region ? noDiffusion(estimate, facts) : noRegion(shown)),
    {
      name: 'D_Li / D_first',
      title: 'Over that of the first spectrum of its series',
      text: relative === null ? '–' : digits(relative),
      unit: '',
      perArea: null,
      why: relative !== null ? '' : region ? 'it stands in no series that has a Warburg region' : noRegion(shown),
    },
  ];
}

function pairOf(value: number | null, standard_deviation: number | null): Estimate | null {
  return value === null ? null : { value, standard_deviation: standard_deviation ?? 0 };
}

function noRegion({ kramers_kronig }: Pick<ShownSpectrum, 'kramers_kronig'>): string {
  if (!kramers_kronig) return 'the spectrum was refused';
  if (kramers_kronig.verdict === 'fail') return 'not of a spectrum that Kramers-Kronig finds not valid';
  if (kramers_kronig.verdict === 'not_enough_points') return 'not of so few points';
  return 'no Warburg region: Re Z and −Im Z are not straight and parallel over ω^-½ at low frequency';
}

function noDiffusion({ temperature_celsius }: ResistanceEstimate, facts: CellFacts): string {
  const missing = [
    facts.area_cm2 === undefined ? 'area' : '',
    facts.lithium_concentration_mol_per_cm3 === undefined ? 'lithium concentration' : '',
    temperature_celsius === null ? 'temperature' : '',
  ].filter((name) => name !== '');
  return missing.length > 0 ? `relative only: ${missing.join(', ')} not declared` : notMeasured;
}
