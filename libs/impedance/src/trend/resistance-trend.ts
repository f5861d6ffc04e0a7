import { evolveCusum, initialCusumState, type CusumState } from './evolve-cusum.js';
import { median } from './median.js';
import { theilSen } from './theil-sen.js';

/** One resistance of one series, from a spectrum that is comparable. */
export interface TrendPoint {
  cycle: number;
  resistance_ohm: number;
  temperature_celsius: number | null;
}

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

const temperatureGate = 1;
const referencePoints = 3;
const window = 32;
const threshold = 4;
const warnRatio = 1.5;
const criticalRatio = 2;

/**
 * Growth of a resistance over the cycles of one series, in order of cycles. R_ct falls while a cell is activated, so nothing is
 * compared with the pristine cell: the reference is the median of the first three spectra from `activation_cycle` (10) on.
 *
 * Alert where the last resistance is 1.5 × (warn) or 2 × (critical) the reference and a trend confirms it: the cumulative sum of
 * (R − reference)/σ0, σ0 = max(1.4826·MAD, 3 % of the reference), exceeds 4, or the slope's lower bound is above 0. Spectra of
 * another temperature than the series' (±1 °C) are left out and counted.
 *
 * @quantity growth of the charge-transfer resistance
 * @symbol R/R_ref
 * @unit 1
 * @formula R_ref = median(R_1, R_2, R_3) after activation
 * @convention one circuit, voltage, direction and temperature; never pristine
 * @source project convention
 */
export function resistanceTrend(
  points: readonly TrendPoint[],
  {
    activation_cycle = 10,
    temperature_celsius,
  }: { activation_cycle?: number; temperature_celsius?: number | null } = {},
): ResistanceTrend {
  const activated = points.filter(({ cycle }) => cycle >= activation_cycle);
  const known = activated.flatMap((point) => (point.temperature_celsius === null ? [] : [point.temperature_celsius]));
  const target = temperature_celsius ?? median(known.slice(0, referencePoints));
  const chosen = activated.filter(
    (point) =>
      target === null ||
      (point.temperature_celsius !== null && Math.abs(point.temperature_celsius - target) <= temperatureGate),
  );
  const first = chosen.slice(0, referencePoints).map(({ resistance_ohm }) => resistance_ohm);
  const reference = first.length === referencePoints ? median(first) : null;
  const deviation =
    reference === null
      ? null
      : Math.max(1.4826 * median(first.map((value) => Math.abs(value - reference)))!, 0.03 * reference);

  let cusum = initialCusumState;
  if (reference !== null)
    for (const { resistance_ohm } of chosen.slice(referencePoints))
      cusum = evolveCusum(cusum, (resistance_ohm - reference) / deviation!);
  const cusum_alarm = cusum.upper > threshold ? 'up' : cusum.lower > threshold ? 'down' : null;
  const recent = chosen.slice(-window);
  const slope = theilSen(
    recent.map(({ cycle }) => cycle),
    recent.map(({ resistance_ohm }) => resistance_ohm),
  );
  const growing = slope !== null && slope.lower !== null && slope.lower > 0;
  const resistance_ratio = reference === null ? null : chosen[chosen.length - 1].resistance_ohm / reference;
  const confirmed = resistance_ratio !== null && (cusum_alarm === 'up' || growing);
  return {
    reference_resistance_ohm: reference,
    reference_deviation_ohm: deviation,
    resistance_ratio,
    slope_ohm_per_cycle: slope,
    cusum,
    cusum_alarm,
    growing,
    alert: !confirmed || resistance_ratio < warnRatio ? null : resistance_ratio < criticalRatio ? 'warn' : 'critical',
    gated_points: activated.length - chosen.length,
    activating_points: points.length - activated.length,
  };
}
