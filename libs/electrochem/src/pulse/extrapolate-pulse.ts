import type { PulseExtrapolation, PulseExtrapolationReason } from '@cellwatch/events';
import { openCircuitDrift } from './open-circuit-drift.js';
import { rootLine, stretchEnds, type RootLine, type RootSums } from './root-sums.js';
import { warburgStep } from './warburg-step.js';

/** A pulse that lasts this share of a stretch has it. */
const lastedShare = 0.8;
const leastRecords = 5;
const leastLate = 3;
/** Of the resistance: how far the later part may say otherwise, and how uncertain it may be. */
const largestBend = 0.05;
/** Of the pulse: how long the rest on either side of it must last to tell the drift. */
const restShare = 3;

/** Stretches by their number in `stretchEnds`; the later part must say the same as the whole. */
const long = { from: 2, late: 3, to: 5 };
const short = { from: 0, late: 1, to: 3 };

export interface ExtrapolatedPulse {
  extrapolation: PulseExtrapolation | null;
  extrapolation_reason: PulseExtrapolationReason | null;
}

/**
 * Resistance without diffusion that a pulse's voltages say, by a line in √t from 5 to 30 s after the edge, or 1 to 10 s where it is
 * shorter. A slow arc that is not over yet, and an open circuit that moves, bend the line: its later part then says otherwise than
 * the whole, and nothing is told. `rest` is what followed the pulse, where that is known.
 */
export function extrapolatePulse(
  sums: RootSums,
  {
    duration_second,
    current_change_ampere,
    rest_before_second,
    rest,
  }: {
    duration_second: number;
    current_change_ampere: number;
    rest_before_second: number | null;
    rest: { duration_second: number; change_volt: number } | null;
  },
): ExtrapolatedPulse {
  const none = (extrapolation_reason: PulseExtrapolationReason) => ({ extrapolation: null, extrapolation_reason });
  const stretch = [long, short].find(({ to }) => duration_second >= lastedShare * stretchEnds[to]);
  if (!stretch) return none('too_short');
  const whole = rootLine(sums, stretch.from, stretch.to, leastRecords);
  const late = rootLine(sums, stretch.late, stretch.to, leastLate);
  if (!whole || !late) return none('too_few_records');

  const rested = Math.min(rest_before_second ?? 0, rest?.duration_second ?? 0);
  const drift =
    rest && rested >= restShare * duration_second
      ? openCircuitDrift({
          line: whole,
          pulse_second: duration_second,
          rest_second: rest.duration_second,
          rest_change_volt: rest.change_volt,
          current_change_ampere,
        })
      : null;
  const ohm = (line: RootLine) =>
    (line.intercept_volt - (drift ?? 0) * line.time_intercept_second) / current_change_ampere;
  const deviation = (line: RootLine) => line.intercept_deviation_volt / Math.abs(current_change_ampere);
  const resistance_ohm = ohm(whole);
  if (Math.abs(ohm(late) - resistance_ohm) > Math.max(largestBend * Math.abs(resistance_ohm), 3 * deviation(late)))
    return none('bends');
  if (deviation(whole) > largestBend * Math.abs(resistance_ohm)) return none('noisy');
  return {
    extrapolation: {
      from_second: stretchEnds[stretch.from],
      to_second: stretchEnds[stretch.to],
      records: whole.records,
      resistance_ohm,
      resistance_standard_deviation_ohm: deviation(whole),
      warburg_coefficient_ohm_per_root_second:
        (whole.slope_volt_per_root_second - (drift ?? 0) * whole.time_slope_root_second) /
        (current_change_ampere * warburgStep),
      drift_volt_per_second: drift,
    },
    extrapolation_reason: null,
  };
}
