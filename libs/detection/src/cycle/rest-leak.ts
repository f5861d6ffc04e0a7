import { topics, type CycleSummary, type Relaxation } from '@cellwatch/events';
import type { Finding } from '../finding.js';
import { median } from '../median.js';
import { chartOf, emptyRing, remember, type Ring } from '../ring.js';
import { robustDeviation } from '../robust-deviation.js';
import type { Rule, RuleInForce } from '../rule.js';
import type { SeenCycle } from './seen-cycle.js';

const ringLength = 20;
const fewestRests = 5;
/** What the median absolute deviation of so few values lacks of that of many: 5 to 9 of them (Croux and Rousseeuw 1992). */
const ofFew: Record<number, number> = { 5: 1.206, 6: 1.2, 7: 1.14, 8: 1.129, 9: 1.107 };
/** Rests of one class: as long within this share, and as warm within this many degrees. */
const likeDuration = 0.2;
const likeCelsius = 2;

export const restLeakRule: Rule = {
  code: 'REST_LEAK',
  version: 2,
  topic: topics.cycles,
  severities: ['warning'],
  title: 'Voltage falls at rest',
  description:
    'In the last third of the rest after the charge, of 15 min or more, the voltage fell faster than in the cell’s own rests of the same kind (as long, as warm, under equal conditions): by more than 5 mV/h and 4 robust standard deviations below their median.',
  likely_cause: 'A soft short discharges the cell while no current flows.',
  look_alikes: [
    'A rest that is shorter than the others: a healthy cell still relaxes by 25 mV/h after half an hour.',
    'A temperature that drifts during the rest.',
    'Self-discharge by a side reaction: no other sign of a short comes with it.',
  ],
  limits: [
    {
      name: 'least_slope',
      unit: 'V/h',
      default: 0.005,
      minimum: 0.0005,
      maximum: 0.5,
      description: 'The smallest fall beyond the usual one that warns.',
    },
    {
      name: 'deviations',
      unit: '1',
      default: 4,
      minimum: 2,
      maximum: 20,
      description: 'Robust standard deviations beyond the usual fall that warn, where they are more.',
    },
    {
      name: 'least_duration',
      unit: 's',
      default: 900,
      minimum: 60,
      maximum: 1_000_000,
      description: 'Shorter rests are not judged.',
    },
  ],
};

/** What is remembered of a regime: its quiet rests of one class, after each half. */
export interface RestMemory {
  charge: RestClass | null;
  discharge: RestClass | null;
}

interface RestClass {
  duration_second: number;
  temperature_celsius: number | null;
  /** V/h by cycle. */
  ring: Ring;
}

const empty: RestMemory = { charge: null, discharge: null };

/**
 * REST_LEAK: the voltage falls faster at rest than in the cell's own rests of the same kind.
 *
 * Signature: a shunt goes on discharging when the cycler has stopped: I_leak = Δslope · dQ/dV. The rest after the charge is
 * judged, and that after the discharge where a protocol has no other: a half-cell relaxes up after lithiation, and a shunt bends
 * either of them down, so each has a baseline of its own.
 * Threshold: slope of the last third < median − max(5 mV/h, 4 × 1.4826 × MAD, times what few values lack) of the regime's last quiet rests as long as this
 * (within 20 %) and as warm (within 2 °C). A rest that alarms does not enter the baseline. The leak is told in amperes where the cycle's own loss tells it: dQ/dV at the rest's voltage is not measured.
 * Quiet: rests below 15 min, fewer than 5 to compare with, a half that was stopped by a person (another state of charge),
 * check-ups, the 2 cycles that open a regime, untrusted cycles. Where the protocol changes the length of its rests, they are
 * learned anew.
 * Look-alikes: shorter rests, temperature drift, a side reaction.
 * Source: thresholds are this project's, checked against a simulated shunt: 1 MΩ bends −25.2 to −31.6 mV/h, 3 MΩ to −27.3.
 */
export function judgeRestLeak(
  memory: RestMemory = empty,
  seen: SeenCycle,
  { limits }: RuleInForce,
): { memory: RestMemory; finding: Finding | null } {
  const judged = seen.comparable ? restOf(seen.cycle, limits.least_duration) : null;
  if (judged === null) return { memory, finding: null };
  const { half, rest, slope } = judged;
  const before = sameClass(memory[half], rest, seen.cycle.temperature_celsius);
  const finding = before.ring.y.length < fewestRests ? null : hold(half, slope, before, seen, limits);
  if (finding !== null && finding.excess >= 1) return { memory: { ...memory, [half]: before }, finding };
  const ring = remember(before.ring, seen.cycle.derived_cycle_count, slope, ringLength);
  return { memory: { ...memory, [half]: { ...before, ring } }, finding };
}

/** The rest after the charge, where the voltage drives a leak the most; after the discharge where there is no other. */
function restOf(cycle: CycleSummary, least_duration: number) {
  const { rest_after_charge, rest_after_discharge, charging_end_reason, discharging_end_reason } = cycle;
  const half = rest_after_charge === null ? 'discharge' : 'charge';
  const rest = rest_after_charge ?? rest_after_discharge;
  const reason = half === 'charge' ? charging_end_reason : discharging_end_reason;
  // A half that was stopped left another state of charge.
  if (rest === null || reason === 'user' || rest.duration_second < least_duration) return null;
  const slope = rest.slope_volt_per_hour;
  return slope === null ? null : ({ half, rest, slope } as const);
}

function sameClass(
  before: RestClass | null,
  { duration_second }: Relaxation,
  temperature_celsius: number | null,
): RestClass {
  if (before !== null) {
    const asLong = Math.abs(duration_second / before.duration_second - 1) <= likeDuration;
    const degrees =
      temperature_celsius === null || before.temperature_celsius === null
        ? 0
        : temperature_celsius - before.temperature_celsius;
    if (asLong && Math.abs(degrees) <= likeCelsius) return before;
  }
  return { duration_second, temperature_celsius, ring: emptyRing };
}

function hold(
  half: 'charge' | 'discharge',
  slope: number,
  { ring }: RestClass,
  { cycle: { derived_cycle_count, leakage_current_ampere } }: SeenCycle,
  { least_slope, deviations }: RuleInForce['limits'],
): Finding {
  const baseline = median(ring.y);
  const allowed = Math.max(least_slope, deviations * (ofFew[ring.y.length] ?? 1) * robustDeviation(ring.y));
  const fall = (baseline - slope) / allowed;
  const leak =
    leakage_current_ampere === null
      ? ''
      : ` The cycle’s own loss is that of a leak of ${microampere(leakage_current_ampere)}.`;
  return {
    excess: slope < baseline - allowed ? Math.max(1, fall) : Math.min(0.999, Math.max(0, fall)),
    severity: 'warning',
    message: `Cycle ${derived_cycle_count}: in the rest after ${half} the voltage changed by ${millivolt(slope)}, below ${millivolt(baseline - allowed)} (median of the last ${ring.y.length} such rests ${millivolt(baseline)}).${leak}`,
    evidence: {
      quantity: `rest_after_${half}_slope_volt_per_hour`,
      unit: 'V/h',
      value: slope,
      limit: baseline - allowed,
      baseline,
      chart: chartOf(ring, 'derived_cycle_count', derived_cycle_count, slope),
    },
  };
}

function millivolt(volt_per_hour: number): string {
  return `${(1000 * volt_per_hour).toFixed(1)} mV/h`;
}

function microampere(ampere: number): string {
  return `${(1e6 * ampere).toPrecision(3)} µA`;
}
