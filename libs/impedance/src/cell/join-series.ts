import type { ResistanceEstimate } from '@cellwatch/events';
import { relativeDiffusion } from '../diffusion/relative-diffusion.js';
import type { SpectrumResult } from '../fit-spectrum.js';
import { evolveResistanceTrend, initialResistanceTrendState } from '../trend/evolve-resistance-trend.js';
import { resistanceTrendOf } from '../trend/resistance-trend-of.js';
import { spectrumSeries } from '../trend/spectrum-series.js';
import type { TrackedSeries } from './resistance-state.js';

const mostSeries = 8;

type Finding = ResistanceEstimate['findings'][number];
type Standing = Pick<
  ResistanceEstimate,
  | 'relative_diffusion_coefficient'
  | 'series_key'
  | 'reference_resistance_ohm'
  | 'resistance_ratio'
  | 'slope_ohm_per_cycle'
  | 'slope_lower_ohm_per_cycle'
  | 'slope_upper_ohm_per_cycle'
  | 'slope_points'
  | 'cusum_upper'
  | 'cusum_lower'
  | 'growth'
>;

export const noStanding: Standing = {
  relative_diffusion_coefficient: null,
  series_key: null,
  reference_resistance_ohm: null,
  resistance_ratio: null,
  slope_ohm_per_cycle: null,
  slope_lower_ohm_per_cycle: null,
  slope_upper_ohm_per_cycle: null,
  slope_points: null,
  cusum_upper: null,
  cusum_lower: null,
  growth: null,
};

/** Takes an estimate into the series that it belongs to; where it belongs to none, its standing is null and a finding says why. */
export function joinSeries(
  known: TrackedSeries[],
  estimate: ResistanceEstimate,
  fitted: SpectrumResult | null,
): { series: TrackedSeries[]; standing: Standing & { findings: Finding[] } } {
  const alone = (code?: string, message = '') => ({
    series: known,
    standing: { ...noStanding, findings: code ? [{ code, message }] : [] },
  });
  const { cell_id, circuit_id, voltage_volt, temperature_celsius, direction, specimen } = estimate;
  const { derived_cycle_count: cycle, charge_transfer_resistance_ohm: resistance_ohm } = estimate;
  // The findings of the fit say why.
  if (!estimate.comparable) return alone();
  if (resistance_ohm === null)
    return alone('no_charge_transfer', `${circuit_id} gives no R_ct here: there is nothing to compare over cycles`);
  if (cycle === null)
    return alone('cycle_unknown', 'derived_cycle_count is not given: without it R_ct stands in no trend over cycles');

  const of = specimen === null ? cell_id : `${cell_id} (${specimen})`;
  const series = spectrumSeries(
    known.map((tracked) => tracked.series),
    { cell_id: of, circuit_id, voltage_volt, temperature_celsius, direction },
  );
  const found = known.find((tracked) => tracked.series.key === series.key);
  if (!found && known.length === mostSeries)
    return alone(
      'too_many_series',
      `${series.key} would be series ${mostSeries + 1} of the cell, of which 8 are tracked`,
    );
  const sigma = fitted!.warburg_region?.warburg_coefficient_ohm_per_root_second.value ?? null;
  const first_sigma = found?.warburg_coefficient_ohm_per_root_second ?? sigma;
  const tracked: TrackedSeries = {
    series,
    trend: evolveResistanceTrend(found?.trend ?? initialResistanceTrendState, { cycle, resistance_ohm }),
    warburg_coefficient_ohm_per_root_second: first_sigma,
  };
  const trend = resistanceTrendOf(tracked.trend);
  const { slope_ohm_per_cycle: slope, resistance_ratio: ratio, reference_resistance_ohm: reference } = trend;
  const growth = trend.alert;
  return {
    series: found ? known.map((one) => (one === found ? tracked : one)) : [...known, tracked],
    standing: {
      relative_diffusion_coefficient:
        sigma === null || first_sigma === null ? null : relativeDiffusion(sigma, first_sigma),
      series_key: series.key,
      reference_resistance_ohm: reference,
      resistance_ratio: ratio,
      slope_ohm_per_cycle: slope?.slope ?? null,
      slope_lower_ohm_per_cycle: slope?.lower ?? null,
      slope_upper_ohm_per_cycle: slope?.upper ?? null,
      slope_points: slope?.points ?? null,
      cusum_upper: trend.cusum.upper,
      cusum_lower: trend.cusum.lower,
      growth,
      findings: growth
        ? [
            {
              code: 'growth',
              message: `R_ct is ${resistance_ohm.toPrecision(3)} Ω, ${ratio!.toFixed(2)} × its reference of ${reference!.toPrecision(3)} Ω, and its trend confirms it`,
            },
          ]
        : [],
    },
  };
}
