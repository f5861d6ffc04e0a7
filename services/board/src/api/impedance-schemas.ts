import type { CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import type {
  Estimate,
  FittedArc,
  RelaxationPeak,
  SpectrumResiduals,
  SpectrumView,
  viewRelaxationTimes,
  WarburgRegion,
} from '@cellwatch/impedance';
import type { LandedSpectrum } from '@cellwatch/timescale';
import { arrayOf, boolean, integer, number, object, orNull, text, type Schema } from './schema-parts.js';

const measured: Record<
  Exclude<keyof CellSpectrum, 'cell_id' | 'spectrum_id' | 'revision' | 'retracted' | Points>,
  Schema
> = {
  measured_at_unix_second: orNull({ ...number, description: 'Begin of the sweep' }),
  derived_cycle_count: orNull({ ...integer, description: 'Without it the spectrum stands in no trend' }),
  state_of_charge: orNull({ ...number, description: '0 to 1' }),
  voltage_volt: orNull(number),
  direction: orNull({ type: 'string', enum: ['charge', 'discharge', 'rest'], description: 'Before the sweep' }),
  temperature_celsius: orNull(number),
  rest_second: orNull(number),
  specimen: orNull({ ...text, description: 'The piece that was measured, where it is not the cell as a whole' }),
  instrument: orNull(text),
};
type Points = 'frequency_hertz' | 'real_impedance_ohm' | 'imaginary_impedance_ohm';
const points: Record<Points, Schema> = {
  frequency_hertz: arrayOf(number),
  real_impedance_ohm: arrayOf(number),
  imaginary_impedance_ohm: arrayOf({ ...number, description: 'Negative where capacitive' }),
};
const name = { spectrum_id: { ...text, description: 'Follows from points and time' }, revision: integer };
const resistance = orNull(number);
const estimate = object<Estimate>({ value: number, standard_deviation: { ...number, description: '1σ' } });
const residualColumns: Record<keyof SpectrumResiduals, Schema> = {
  frequency_hertz: arrayOf(number),
  real_residual_percent: arrayOf(number),
  imaginary_residual_percent: arrayOf(number),
};
const residuals = object(residualColumns);

export const impedanceSchemas: Record<string, Schema> = {
  MeasuredSpectrum: object({ ...measured, ...points }, Object.keys(points)),
  Spectrum: object<LandedSpectrum>({ cell_id: text, ...name, ...measured, points: integer }),
  SpectrumPoints: object<CellSpectrum>({ cell_id: text, ...name, retracted: boolean, ...measured, ...points }),
  JudgedPoints: object(points),
  KramersKronig: object<NonNullable<SpectrumView['kramers_kronig']>>({
    verdict: text,
    kind: orNull(text),
    message: text,
    largest_residual_percent: orNull(number),
    noise_percent: orNull(number),
    autocorrelation: orNull(number),
    points: integer,
    elements: orNull(integer),
    ...residualColumns,
  }),
  WarburgRegion: object<WarburgRegion>({
    warburg_coefficient_ohm_per_root_second: estimate,
    real_slope_ohm_per_root_second: number,
    imaginary_slope_ohm_per_root_second: number,
    frequency_minimum_hertz: number,
    frequency_maximum_hertz: number,
    points: integer,
  }),
  SpectrumFit: object({
    circuit_id: text,
    ...points,
    residuals: { ...residuals, description: 'At the points that were fitted' },
    arcs: arrayOf(
      object<FittedArc>({
        resistance_ohm: orNull(estimate),
        resistance_ohm_cm2: orNull(estimate),
        time_constant_second: orNull(estimate),
        characteristic_frequency_hertz: orNull(estimate),
        effective_capacitance_farad: orNull(estimate),
        cpe_q: orNull(estimate),
        cpe_exponent: orNull(estimate),
      }),
    ),
  }),
  RelaxationTimes: object<NonNullable<ReturnType<typeof viewRelaxationTimes>>>({
    time_constant_second: arrayOf(number),
    distribution_ohm: { ...arrayOf(number), description: 'γ, per unit of ln τ' },
    ohmic_resistance_ohm: number,
    peaks: arrayOf(
      object<RelaxationPeak>({
        time_constant_second: number,
        characteristic_frequency_hertz: number,
        resistance_ohm: number,
      }),
    ),
    regularisation: number,
    residual_percent: number,
    warburg_coefficient_ohm_per_root_second: orNull({ ...number, description: 'Of the fit, subtracted first' }),
  }),
  Resistance: object<ResistanceEstimate>({
    cell_id: text,
    spectrum_id: text,
    circuit_id: { ...text, description: 'Results of two circuits are never compared' },
    definition_version: integer,
    facts_version: text,
    revision: integer,
    retracted: boolean,
    method: text,
    measured_at_unix_second: orNull(number),
    derived_cycle_count: orNull(integer),
    state_of_charge: orNull(number),
    voltage_volt: orNull(number),
    direction: orNull(text),
    temperature_celsius: orNull({ ...number, description: 'Measured, or the declared set point' }),
    specimen: orNull(text),
    verdict: { type: 'string', enum: ['accepted', 'refused'] },
    comparable: { ...boolean, description: 'Accepted, valid by Kramers and Kronig, no unit doubtful' },
    findings: { ...arrayOf(object({ code: text, message: text })), description: 'What a person can act on' },
    points: integer,
    frequency_minimum_hertz: orNull(number),
    frequency_maximum_hertz: orNull(number),
    kramers_kronig_verdict: orNull(text),
    kramers_kronig_kind: orNull(text),
    kramers_kronig_largest_residual_percent: orNull(number),
    kramers_kronig_noise_percent: orNull(number),
    ohmic_resistance_ohm: resistance,
    ohmic_resistance_standard_deviation_ohm: resistance,
    ohmic_resistance_ohm_cm2: resistance,
    ohmic_resistance_standard_deviation_ohm_cm2: resistance,
    interphase_resistance_ohm: resistance,
    interphase_resistance_standard_deviation_ohm: resistance,
    interphase_resistance_ohm_cm2: resistance,
    interphase_resistance_standard_deviation_ohm_cm2: resistance,
    charge_transfer_resistance_ohm: resistance,
    charge_transfer_resistance_standard_deviation_ohm: resistance,
    charge_transfer_resistance_ohm_cm2: resistance,
    charge_transfer_resistance_standard_deviation_ohm_cm2: resistance,
    arc_resistance_ohm: orNull({ ...number, description: 'R_int + R_ct' }),
    arc_resistance_standard_deviation_ohm: resistance,
    arc_resistance_ohm_cm2: resistance,
    arc_resistance_standard_deviation_ohm_cm2: resistance,
    warburg_coefficient_ohm_per_root_second: orNull(number),
    warburg_coefficient_standard_deviation_ohm_per_root_second: orNull(number),
    diffusion_coefficient_cm2_per_second: orNull({
      ...number,
      description: 'Apparent; null where area, concentration or temperature is not known',
    }),
    diffusion_coefficient_standard_deviation_cm2_per_second: orNull(number),
    relative_diffusion_coefficient: orNull({ ...number, description: 'Over that of the first of its series' }),
    residual_percent: orNull(number),
    largest_residual_percent: orNull(number),
    raw_parameters: { ...arrayOf(number), description: 'Of the circuit, in its order, accepted or not' },
    parameters: arrayOf(object({ name: text, unit: text, value: orNull(number), standard_deviation: orNull(number) })),
    arcs: arrayOf(
      object<ResistanceEstimate['arcs'][number]>({
        time_constant_second: orNull(number),
        characteristic_frequency_hertz: orNull(number),
        effective_capacitance_farad: orNull(number),
        cpe_exponent: orNull(number),
      }),
    ),
    series_key: orNull(text),
    reference_resistance_ohm: orNull({ ...number, description: 'Median of the first three R_ct from cycle 10 on' }),
    resistance_ratio: orNull(number),
    slope_ohm_per_cycle: orNull({ ...number, description: 'Theil-Sen over the last 32' }),
    slope_lower_ohm_per_cycle: orNull({ ...number, description: '95 %' }),
    slope_upper_ohm_per_cycle: orNull(number),
    slope_points: orNull(integer),
    cusum_upper: orNull(number),
    cusum_lower: orNull(number),
    growth: orNull({ type: 'string', enum: ['warn', 'critical'] }),
  }),
};
