import type { ResistanceEstimate } from '@cellwatch/events';
import { countRefits, type CellRefit } from '@cellwatch/fitting';
import type { RefitSummary, SeriesTrend } from '@cellwatch/impedance';
import { textTable } from '../../text-table.js';
import { formatEstimate, plain } from '../spectrum/format-estimate.js';

/** For a terminal: cell by cell, then how the circuit does over all of them. */
export async function* refitsText(circuit: string, refits: AsyncIterable<CellRefit>): AsyncGenerator<string> {
  const count = countRefits();
  let cells = 0;
  for await (const cell of refits) {
    cells += 1;
    count.add(cell);
    yield refitText(cell);
  }
  if (cells > 1) yield `\n${cells} cells\n${summaryText(circuit, count.summary())}`;
}

/** A cell's spectra by the asked circuit, a line each with what is current beside it; then the series of each, then the count. */
function refitText({ cell_id, circuit_id, declared_circuit_id, spectra, trends, summary }: CellRefit): string {
  const title = `\n${cell_id}: ${circuit_id}, beside ${declared_circuit_id}, which is declared\n`;
  if (spectra.length === 0) return `${title}no spectra\n`;
  const rows = spectra.map(({ refit, current, told_apart }) => [
    refit.derived_cycle_count ?? '–',
    refit.voltage_volt === null ? '–' : refit.voltage_volt.toFixed(3),
    refit.kramers_kronig_verdict ?? '–',
    verdictOf(refit),
    refit.residual_percent === null ? '–' : plain(refit.residual_percent),
    resistanceOf(refit),
    current ? verdictOf(current) : 'not fitted',
    current?.residual_percent == null ? '–' : plain(current.residual_percent),
    current ? resistanceOf(current) : '–',
    told_apart === null ? '–' : told_apart ? 'yes' : 'no',
    refit.verdict === 'accepted' ? parametersOf(refit) : refit.findings.map(({ code }) => code).join(' '),
  ]);
  const now = 'current';
  const head = ['cycle', 'V', 'K-K', circuit_id, '% of |Z|', 'R_ct/Ω', now, '% of |Z|', 'R_ct/Ω', 'told apart', 'parameters, or why not']; // prettier-ignore
  const series = [...trends.asked.map((trend) => trendText('', trend)), ...trends.declared.map((trend) => trendText(`${now}: `, trend))]; // prettier-ignore
  return `${title}${textTable(head, rows)}${series.join('')}${summaryText(circuit_id, summary)}`;
}

/** How the asked circuit does beside what is current. */
function summaryText(circuit: string, { spectra, asked, declared, told_apart, not_told_apart }: RefitSummary) {
  const side = (
    name: string,
    { accepted, comparable, separated, median_reduced_chi_square: chi }: RefitSummary['asked'],
  ) =>
    // prettier-ignore
    `${name}: ${accepted} of ${spectra} accepted, ${comparable} comparable, ${separated} with R_ct${chi === null ? '' : `, median reduced χ² ${chi.toExponential(2)}`}\n`;
  const apart = `${told_apart} tell the two apart, ${not_told_apart} do not: there the circuit cannot be chosen by its fit, and a change of it fakes a step\n`; // prettier-ignore
  return `${side(circuit, asked)}${side(`current, ${declared.circuit_ids.join(', ') || 'none'}`, declared)}${apart}`;
}

function trendText(whose: string, trend: SeriesTrend): string {
  const { series_key, spectra, first, last, slope_ohm_per_cycle: slope, resistance_ratio: ratio, growth } = trend;
  const of = (at: SeriesTrend['first']) => `${formatEstimate(estimateOf(at))} Ω in cycle ${at.derived_cycle_count}`;
  const ends = spectra === 1 ? of(last) : `${of(first)} → ${of(last)}`;
  const rate = slope === null ? '' : `, slope ${plain(slope)} Ω per cycle`;
  const growing = ratio === null ? '' : `, ${plain(ratio)} × the reference${growth === null ? '' : `: ${growth}`}`;
  return `${whose}series ${series_key}: ${spectra} spectra, ${ends}${rate}${growing}\n`;
}

function estimateOf(point: SeriesTrend['first']) {
  const { charge_transfer_resistance_ohm: value, charge_transfer_resistance_standard_deviation_ohm: deviation } = point;
  return { value, standard_deviation: deviation ?? 0 };
}

function verdictOf({ verdict, comparable }: ResistanceEstimate): string {
  return verdict === 'accepted' && !comparable ? 'accepted, alone' : verdict;
}

function resistanceOf(estimate: ResistanceEstimate): string {
  const { charge_transfer_resistance_ohm: value, charge_transfer_resistance_standard_deviation_ohm: deviation } =
    estimate;
  return formatEstimate(value === null ? null : { value, standard_deviation: deviation ?? 0 });
}

function parametersOf({ parameters }: ResistanceEstimate): string {
  return parameters
    .map(({ name, value, standard_deviation }) =>
      value === null
        ? `${name} –`
        : `${name} ${formatEstimate({ value, standard_deviation: standard_deviation ?? 0 })}`,
    )
    .join(', ');
}
