import type { CellSpectrum, ResistanceEstimate } from '@cellwatch/events';
import { definitionVersion } from '../definition-version.js';
import type { Estimate } from '../estimate.js';
import type { SpectrumResult } from '../fit-spectrum.js';
import type { CircuitFit } from '../fit/circuit-fit.js';
import { noStanding } from './join-series.js';
import type { ResistanceState } from './resistance-state.js';

/** What a spectrum says by itself, as it is published; it stands in no series yet. */
export function estimateOf(
  { facts, no_circuit }: ResistanceState,
  spectrum: CellSpectrum,
  fitted: SpectrumResult | null,
): ResistanceEstimate {
  const { cell_id, spectrum_id, measured_at_unix_second, derived_cycle_count, state_of_charge } = spectrum;
  const { voltage_volt, direction, temperature_celsius, specimen } = spectrum;
  const { kramers_kronig: validity, diffusion_coefficient_cm2_per_second: diffusion } = fitted ?? {};
  const circuit_id = fitted?.circuit_id ?? facts.impedance_circuit ?? 'S2W';
  return {
    cell_id,
    spectrum_id,
    circuit_id,
    definition_version: definitionVersion,
    facts_version: facts.facts_version,
    revision: 1,
    retracted: false,
    method: 'eis_fit',
    measured_at_unix_second,
    derived_cycle_count,
    state_of_charge,
    voltage_volt,
    direction,
    temperature_celsius,
    specimen,
    verdict: fitted?.verdict ?? 'refused',
    comparable: fitted?.comparable ?? false,
    points: fitted?.points ?? spectrum.frequency_hertz.length,
    frequency_minimum_hertz: fitted?.frequency_minimum_hertz ?? null,
    frequency_maximum_hertz: fitted?.frequency_maximum_hertz ?? null,
    kramers_kronig_verdict: validity?.verdict ?? null,
    kramers_kronig_kind: validity?.kind ?? null,
    kramers_kronig_largest_residual_percent: validity?.largest_residual_percent ?? null,
    kramers_kronig_noise_percent: validity?.noise_percent ?? null,
    ...resistancesOf(fitted?.fit ?? null),
    diffusion_coefficient_cm2_per_second: diffusion?.value ?? null,
    diffusion_coefficient_standard_deviation_cm2_per_second: diffusion?.standard_deviation ?? null,
    ...noStanding,
    findings: fitted
      ? fitted.findings.map(({ code, message }) => ({ code, message }))
      : [{ code: 'no_circuit', message: `impedance_circuit of the cell’s facts: ${no_circuit}` }],
  };
}

function resistancesOf(fit: CircuitFit | null) {
  const value = (estimate: Estimate | null | undefined) => estimate?.value ?? null;
  const deviation = (estimate: Estimate | null | undefined) => estimate?.standard_deviation ?? null;
  const raw: (number | null)[] = fit?.raw_parameters ?? [];
  return {
    ohmic_resistance_ohm: value(fit?.ohmic_resistance_ohm),
    ohmic_resistance_standard_deviation_ohm: deviation(fit?.ohmic_resistance_ohm),
    ohmic_resistance_ohm_cm2: value(fit?.ohmic_resistance_ohm_cm2),
    ohmic_resistance_standard_deviation_ohm_cm2: deviation(fit?.ohmic_resistance_ohm_cm2),
    interphase_resistance_ohm: value(fit?.interphase_resistance_ohm),
    interphase_resistance_standard_deviation_ohm: deviation(fit?.interphase_resistance_ohm),
    interphase_resistance_ohm_cm2: value(fit?.interphase_resistance_ohm_cm2),
    interphase_resistance_standard_deviation_ohm_cm2: deviation(fit?.interphase_resistance_ohm_cm2),
    charge_transfer_resistance_ohm: value(fit?.charge_transfer_resistance_ohm),
    charge_transfer_resistance_standard_deviation_ohm: deviation(fit?.charge_transfer_resistance_ohm),
    charge_transfer_resistance_ohm_cm2: value(fit?.charge_transfer_resistance_ohm_cm2),
    charge_transfer_resistance_standard_deviation_ohm_cm2: deviation(fit?.charge_transfer_resistance_ohm_cm2),
    arc_resistance_ohm: value(fit?.arc_resistance_ohm),
    arc_resistance_standard_deviation_ohm: deviation(fit?.arc_resistance_ohm),
    arc_resistance_ohm_cm2: value(fit?.arc_resistance_ohm_cm2),
    arc_resistance_standard_deviation_ohm_cm2: deviation(fit?.arc_resistance_ohm_cm2),
    warburg_coefficient_ohm_per_root_second: value(fit?.warburg_coefficient_ohm_per_root_second),
    warburg_coefficient_standard_deviation_ohm_per_root_second: deviation(fit?.warburg_coefficient_ohm_per_root_second),
    residual_percent: fit?.residual_percent ?? null,
    largest_residual_percent: fit?.largest_residual_percent ?? null,
    // What did not converge may hold what is no number.
    raw_parameters: raw.some((parameter) => parameter === null) ? [] : (raw as number[]),
    parameters: (fit?.parameters ?? []).map(({ name, unit, value, standard_deviation }) => ({
      name,
      unit,
      value,
      standard_deviation,
    })),
    arcs: (fit?.arcs ?? []).map((arc) => ({
      time_constant_second: value(arc.time_constant_second),
      characteristic_frequency_hertz: value(arc.characteristic_frequency_hertz),
      effective_capacitance_farad: value(arc.effective_capacitance_farad),
      cpe_exponent: value(arc.cpe_exponent),
    })),
  };
}
