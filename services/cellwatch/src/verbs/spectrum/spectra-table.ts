import type { FileSpectrum } from '@cellwatch/cyclers';
import type { SpectrumResult } from '@cellwatch/impedance';
import { textTable } from '../../text-table.js';
import { formatEstimate, plain } from './format-estimate.js';
import type { SpectraTrend } from './spectra-trends.js';

const trendsShown = 10;

/** Many sweeps of one file: a line each, then what was found and how often, then the trends. */
export function spectraTable(
  path: string,
  spectra: FileSpectrum[],
  results: SpectrumResult[],
  trends: SpectraTrend[],
): string {
  const rows = spectra.map(({ meta }, i) => {
    const { points, kramers_kronig, verdict, fit, findings } = results[i];
    const accepted = fit?.accepted ? fit : null;
    return [
      meta.spectrum_number,
      meta.cycle_count ?? '',
      meta.voltage_volt === null ? '' : meta.voltage_volt.toFixed(3),
      points,
      kramers_kronig?.verdict ?? '–',
      verdict,
      fit && fit.raw_parameters.length > 0 ? plain(fit.residual_percent) : '–',
      formatEstimate(accepted?.ohmic_resistance_ohm ?? null),
      formatEstimate(accepted?.interphase_resistance_ohm ?? null),
      formatEstimate(accepted?.charge_transfer_resistance_ohm ?? null),
      formatEstimate(accepted?.arc_resistance_ohm ?? null),
      [...new Set(findings.map(({ code }) => code))].join(' '),
    ];
  });
  const head = ['spectrum', 'cycle', 'V', 'points', 'K-K', 'fit', '% of |Z|', 'R_1/Ω', 'R_int/Ω', 'R_ct/Ω', 'R_int+R_ct/Ω', 'findings']; // prettier-ignore
  const shown = head.map((name, at) => name !== 'cycle' && name !== 'V' ? true : rows.some((row) => row[at] !== '')); // prettier-ignore
  const keep = <T>(row: T[]) => row.filter((_, at) => shown[at]);
  const { source_format, instrument } = spectra[0].meta;
  const accepted = results.filter(({ verdict }) => verdict === 'accepted').length;
  const comparable = results.filter((result) => result.comparable).length;
  const title = `${path}: ${[source_format, instrument].filter(Boolean).join(', ')}, ${spectra.length} spectra, circuit ${results[0].circuit_id}: ${accepted} accepted, ${comparable} comparable\n`; // prettier-ignore
  return `${title}\n${textTable(keep(head), rows.map(keep))}${reasons(results)}${trendText(trends)}`;
}

/** Each kind of finding once, with the first sentence of it. */
function reasons(results: SpectrumResult[]): string {
  const counted = new Map<string, { message: string; count: number }>();
  for (const { findings } of results)
    for (const [code, message] of new Map(findings.map(({ code, message }) => [code, message]))) {
      const known = counted.get(code);
      if (known) known.count++;
      else counted.set(code, { message, count: 1 });
    }
  const lines = [...counted].map(([code, { message, count }]) => `${code} (${count}): ${message}\n`);
  return lines.length > 0 ? `\n${lines.join('')}` : '';
}

function trendText(trends: SpectraTrend[]): string {
  const long = trends.filter(({ points }) => points.length > 1);
  if (long.length === 0)
    return '\ntrend: none, for fewer than two comparable spectra share a voltage and a temperature\n';
  const lines = long.slice(0, trendsShown).map(({ series, quantity, per, points, trend }) => {
    const { slope_ohm_per_cycle: slope, resistance_ratio: ratio, alert } = trend;
    const ends = `${plain(points[0].resistance_ohm)} Ω at ${per} ${points[0].at} → ${plain(points.at(-1)!.resistance_ohm)} Ω at ${points.at(-1)!.at}`; // prettier-ignore
    const bounds = slope && slope.lower !== null ? ` (${plain(slope.lower)} to ${plain(slope.upper!)})` : '';
    const rate = slope ? `, slope ${plain(slope.slope)} Ω per ${per}${bounds} over ${slope.points}` : '';
    const growth = ratio === null ? '' : `, ${plain(ratio)} × the reference`;
    return `trend of ${quantity}, ${series}: ${points.length} spectra, ${ends}${rate}${growth}${alert ? `: ${alert}` : ''}\n`;
  });
  const more = long.length > trendsShown ? `… and ${long.length - trendsShown} more series\n` : '';
  return `\n${lines.join('')}${more}`;
}
