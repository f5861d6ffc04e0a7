import { evolveResistanceTrend, initialResistanceTrendState, referencePoints } from './evolve-resistance-trend.js';
import { median } from './median.js';
import { resistanceTrendOf, type ResistanceTrend } from './resistance-trend-of.js';

/** One resistance of one series, from a spectrum that is comparable. */
export interface TrendPoint {
  cycle: number;
  resistance_ohm: number;
  temperature_celsius: number | null;
}

const temperatureGate = 1;

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
  const chosen = points.filter(
    (point) =>
      target === null ||
      point.cycle < activation_cycle ||
      (point.temperature_celsius !== null && Math.abs(point.temperature_celsius - target) <= temperatureGate),
  );
  let state = initialResistanceTrendState;
  for (const point of chosen) state = evolveResistanceTrend(state, point, activation_cycle);
  return { ...resistanceTrendOf(state), gated_points: points.length - chosen.length };
}
