import type { CusumState } from './evolve-cusum.js';
import { referenceOf, type ResistanceTrendState } from './evolve-resistance-trend.js';
import { theilSen } from './theil-sen.js';

export interface ResistanceTrend {
  /** Median of the first three spectra after activation; null until there are three. */
  reference_resistance_ohm: number | null;
  /** σ0 of the cumulative sum. */
  reference_deviation_ohm: number | null;
  /** The last resistance over the reference. */
  resistance_ratio: number | null;
  /** Over the last 32 spectra after activation; without bounds where there are fewer than 4. */
  slope_ohm_per_cycle: { slope: number; lower: number | null; upper: number | null; points: number } | null;
  cusum: CusumState;
  cusum_alarm: 'up' | 'down' | null;
  /** The lower bound of the slope is above 0. */
  growing: boolean;
  alert: 'warn' | 'critical' | null;
  /** Left out, because their temperature is more than 1 °C from the series', or not known where it is of others. */
  gated_points: number;
  activating_points: number;
}

const threshold = 4;
const warnRatio = 1.5;
const criticalRatio = 2;

/** What the trend of a series says after its last spectrum. No point is gated here: a series is one temperature. */
export function resistanceTrendOf(state: ResistanceTrendState): ResistanceTrend {
  const { recent, cusum, activating_points } = state;
  const reference = referenceOf(state);
  const cusum_alarm = cusum.upper > threshold ? 'up' : cusum.lower > threshold ? 'down' : null;
  const slope = theilSen(
    recent.map(({ cycle }) => cycle),
    recent.map(({ resistance_ohm }) => resistance_ohm),
  );
  const growing = slope !== null && slope.lower !== null && slope.lower > 0;
  const resistance_ratio = reference && recent[recent.length - 1].resistance_ohm / reference.resistance;
  const confirmed = resistance_ratio !== null && (cusum_alarm === 'up' || growing);
  return {
    reference_resistance_ohm: reference && reference.resistance,
    reference_deviation_ohm: reference && reference.deviation,
    resistance_ratio,
    slope_ohm_per_cycle: slope,
    cusum,
    cusum_alarm,
    growing,
    alert: !confirmed || resistance_ratio < warnRatio ? null : resistance_ratio < criticalRatio ? 'warn' : 'critical',
    gated_points: 0,
    activating_points,
  };
}
