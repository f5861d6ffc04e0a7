import type { ResistanceEstimate } from '@cellwatch/events';

/** One series of a cell as it stands after its last spectrum. */
export interface SeriesTrend extends Pick<
  ResistanceEstimate,
  | 'circuit_id'
  | 'reference_resistance_ohm'
  | 'resistance_ratio'
  | 'slope_ohm_per_cycle'
  | 'slope_lower_ohm_per_cycle'
  | 'slope_upper_ohm_per_cycle'
  | 'growth'
> {
  series_key: string;
  spectra: number;
  first: SeriesPoint;
  last: SeriesPoint;
}

interface SeriesPoint {
  derived_cycle_count: number;
  charge_transfer_resistance_ohm: number;
  charge_transfer_resistance_standard_deviation_ohm: number | null;
}

/** The series that estimates of a cell stand in, in order of their first; what stands in none is in none of them. */
export function seriesTrends(estimates: readonly ResistanceEstimate[]): SeriesTrend[] {
  const series = new Map<string, ResistanceEstimate[]>();
  for (const estimate of estimates)
    if (estimate.series_key !== null)
      series.set(estimate.series_key, [...(series.get(estimate.series_key) ?? []), estimate]);
  return [...series].map(([series_key, list]) => {
    const last = list[list.length - 1];
    return {
      series_key,
      circuit_id: last.circuit_id,
      spectra: list.length,
      first: pointOf(list[0]),
      last: pointOf(last),
      reference_resistance_ohm: last.reference_resistance_ohm,
      resistance_ratio: last.resistance_ratio,
      slope_ohm_per_cycle: last.slope_ohm_per_cycle,
      slope_lower_ohm_per_cycle: last.slope_lower_ohm_per_cycle,
      slope_upper_ohm_per_cycle: last.slope_upper_ohm_per_cycle,
      growth: last.growth,
    };
  });
}

/** What stands in a series has a cycle and an R_ct. */
function pointOf(estimate: ResistanceEstimate): SeriesPoint {
  const { charge_transfer_resistance_standard_deviation_ohm } = estimate;
  return {
    derived_cycle_count: estimate.derived_cycle_count!,
    charge_transfer_resistance_ohm: estimate.charge_transfer_resistance_ohm!,
    charge_transfer_resistance_standard_deviation_ohm,
  };
}
