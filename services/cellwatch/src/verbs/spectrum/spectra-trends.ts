import type { FileSpectrum } from '@cellwatch/cyclers';
import {
  resistanceTrend,
  spectrumSeries,
  type ResistanceTrend,
  type SpectrumResult,
  type SpectrumSeries,
} from '@cellwatch/impedance';

export interface SpectraTrend {
  series: string;
  quantity: 'R_ct' | 'R_int + R_ct';
  /** What the slope is per: the cycler's cycle, or the place in the file where it gives no cycles. */
  per: 'cycle' | 'spectrum';
  points: { at: number; resistance_ohm: number; standard_deviation: number }[];
  trend: ResistanceTrend;
}

/**
 * Trends over the comparable sweeps of one file: one for each series of near voltage and temperature. Where the file counts no
 * cycles, nothing is known of an activation, and none is left out.
 */
export function spectraTrends(spectra: FileSpectrum[], results: SpectrumResult[]): SpectraTrend[] {
  const separate = results.some(({ fit, comparable }) => comparable && fit?.charge_transfer_resistance_ohm);
  const quantity = separate ? 'R_ct' : 'R_int + R_ct';
  const per = spectra.every(({ meta }) => meta.cycle_count !== null) ? 'cycle' : 'spectrum';
  const known: SpectrumSeries[] = [];
  const members = new Map<SpectrumSeries, SpectraTrend['points'][number][]>();
  const temperatures = new Map<SpectrumSeries, (number | null)[]>();
  for (const [i, { meta }] of spectra.entries()) {
    const { fit, comparable, circuit_id } = results[i];
    const estimate = separate ? fit?.charge_transfer_resistance_ohm : fit?.arc_resistance_ohm;
    if (!comparable || !estimate) continue;
    const { voltage_volt, temperature_celsius, specimen } = meta;
    const series = spectrumSeries(known, { cell_id: specimen, circuit_id, voltage_volt, temperature_celsius, direction: null }); // prettier-ignore
    if (!members.has(series)) {
      known.push(series);
      members.set(series, []);
      temperatures.set(series, []);
    }
    const at = per === 'cycle' ? meta.cycle_count! : meta.spectrum_number;
    members.get(series)!.push({ at, resistance_ohm: estimate.value, standard_deviation: estimate.standard_deviation });
    temperatures.get(series)!.push(temperature_celsius);
  }
  return [...members].map(([series, points]) => ({
    series: series.key,
    quantity,
    per,
    points,
    trend: resistanceTrend(
      points.map(({ at, resistance_ohm }, i) => ({
        cycle: at,
        resistance_ohm,
        temperature_celsius: temperatures.get(series)![i],
      })),
      per === 'cycle' ? {} : { activation_cycle: -Infinity },
    ),
  }));
}
