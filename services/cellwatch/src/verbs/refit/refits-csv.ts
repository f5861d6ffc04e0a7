import type { ResistanceEstimate } from '@cellwatch/events';
import type { CellRefit } from '@cellwatch/fitting';

type Side = 'asked' | 'current';
type Cell = string | number | boolean | null;
const columns = [
  'cell_id',
  'spectrum_id',
  'measured_at_unix_second',
  'derived_cycle_count',
  'voltage_volt',
  'direction',
  'temperature_celsius',
  'specimen',
  'circuit_id',
  'definition_version',
  'facts_version',
  'verdict',
  'comparable',
  'kramers_kronig_verdict',
  'residual_percent',
  'ohmic_resistance_ohm',
  'ohmic_resistance_standard_deviation_ohm',
  'interphase_resistance_ohm',
  'interphase_resistance_standard_deviation_ohm',
  'charge_transfer_resistance_ohm',
  'charge_transfer_resistance_standard_deviation_ohm',
  'arc_resistance_ohm',
  'arc_resistance_standard_deviation_ohm',
  'warburg_coefficient_ohm_per_root_second',
  'warburg_coefficient_standard_deviation_ohm_per_root_second',
  'series_key',
  'reference_resistance_ohm',
  'resistance_ratio',
  'slope_ohm_per_cycle',
  'slope_lower_ohm_per_cycle',
  'slope_upper_ohm_per_cycle',
  'growth',
] as const satisfies (keyof ResistanceEstimate)[];

/** Two lines a spectrum: by the asked circuit, and what is current. Parameters are JSON, findings are their codes. */
export async function* refitsCsv(_circuit: string, refits: AsyncIterable<CellRefit>): AsyncGenerator<string> {
  yield `${['side', ...columns, 'told_apart', 'parameters', 'findings'].join(',')}\n`;
  for await (const { spectra } of refits)
    for (const { refit, current, told_apart } of spectra)
      yield lineOf('asked', refit, told_apart) + (current ? lineOf('current', current, told_apart) : '');
}

function lineOf(side: Side, estimate: ResistanceEstimate, told_apart: boolean | null): string {
  const parameters = JSON.stringify(estimate.parameters);
  const findings = estimate.findings.map(({ code }) => code).join(' ');
  const cells: Cell[] = [side, ...columns.map((column) => estimate[column]), told_apart, parameters, findings];
  return `${cells.map(quoted).join(',')}\n`;
}

function quoted(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
