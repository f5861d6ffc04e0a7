import type { FileSpectrum } from '@cellwatch/cyclers';
import type { CircuitFit, Estimate, SpectrumResult } from '@cellwatch/impedance';
import { textTable } from '../../text-table.js';
import { formatEstimate, plain } from './format-estimate.js';

/** Everything that one sweep says, for a terminal. */
export function spectrumText(path: string, { meta }: FileSpectrum, result: SpectrumResult): string {
  const { kramers_kronig: validity, fit } = result;
  const about = [
    meta.source_format,
    meta.instrument,
    meta.measured_at?.replace('T', ' '),
    meta.cycle_count === null ? null : `cycle ${meta.cycle_count}`,
    meta.voltage_volt === null ? null : `${plain(meta.voltage_volt)} V`,
  ];
  const range =
    result.frequency_maximum_hertz === null
      ? ''
      : `, ${plain(result.frequency_maximum_hertz)} to ${plain(result.frequency_minimum_hertz!)} Hz`;
  const lines = [
    `${path}: ${about.filter(Boolean).join(', ')}`,
    `points          ${result.points}${range}`,
    `Kramers-Kronig  ${validity ? `${validity.verdict}: ${validity.message}` : 'not tested'}`,
    `circuit         ${result.circuit_id}${fit && fit.notation !== result.circuit_id ? ` = ${fit.notation}` : ''}`,
    `fit             ${fitVerdict(result)}`,
    `comparable      ${result.comparable ? 'yes: it may join a trend' : 'no: it joins no trend and raises no alert'}`,
  ];
  const rows = fit?.accepted ? quantities(fit, result) : [];
  const table = rows.length > 0 ? `\n${textTable(['quantity', 'value ± 1σ', 'unit'], rows)}` : '';
  const told = result.findings.map(({ code, message }) => `${code}: ${message}\n`).join('');
  return `${lines.join('\n')}\n${table}${told && `\n${told}`}`;
}

export function fitVerdict({ verdict, fit }: SpectrumResult): string {
  if (!fit || fit.raw_parameters.length === 0) return `${verdict}: nothing was fitted`;
  return `${verdict}: leaves ${plain(fit.residual_percent)} % of |Z| (largest ${plain(fit.largest_residual_percent)} %)`;
}

/** The quantities of a named circuit, then the parameters as the circuit has them. */
function quantities(fit: CircuitFit, result: SpectrumResult): string[][] {
  const rows: string[][] = [];
  const row = (name: string, estimate: Estimate | null, unit: string, always = false) => {
    if (estimate || always) rows.push([name, estimate ? formatEstimate(estimate) : '– (not measured)', unit]);
  };
  const named = fit.ohmic_resistance_ohm !== null || fit.arc_resistance_ohm !== null;
  if (named) {
    const two = fit.arcs.length !== 1;
    row('R_1', fit.ohmic_resistance_ohm, 'Ω', true);
    row('R_1', fit.ohmic_resistance_ohm_cm2, 'Ω·cm²');
    if (two) row('R_int', fit.interphase_resistance_ohm, 'Ω', true);
    if (two) row('R_int', fit.interphase_resistance_ohm_cm2, 'Ω·cm²');
    if (two) row('R_ct', fit.charge_transfer_resistance_ohm, 'Ω', true);
    if (two) row('R_ct', fit.charge_transfer_resistance_ohm_cm2, 'Ω·cm²');
    row('R_int + R_ct', fit.arc_resistance_ohm, 'Ω', true);
    row('R_int + R_ct', fit.arc_resistance_ohm_cm2, 'Ω·cm²');
    for (const [i, arc] of fit.arcs.entries()) {
      const label = !two ? 'arc' : i === 0 ? 'int' : 'ct';
      row(`C_eff, ${label}`, arc.effective_capacitance_farad, 'F');
      row(`f, ${label}`, arc.characteristic_frequency_hertz, 'Hz');
      row(`CPE Q, ${label}`, arc.cpe_q, 'F·s^(n−1)');
      row(`CPE n, ${label}`, arc.cpe_exponent, '');
    }
    row('σ_W', fit.warburg_coefficient_ohm_per_root_second, 'Ω·s^-½', true);
  } else {
    for (const { name, unit, value, standard_deviation } of fit.parameters)
      row(name, value === null ? null : { value, standard_deviation: standard_deviation! }, unit, true);
  }
  const { warburg_region: region } = result;
  if (region)
    row(`σ_W, ${plain(region.frequency_minimum_hertz)} to ${plain(region.frequency_maximum_hertz)} Hz`, region.warburg_coefficient_ohm_per_root_second, 'Ω·s^-½'); // prettier-ignore
  row('D_Li, apparent', result.diffusion_coefficient_cm2_per_second, 'cm²/s');
  return rows;
}
