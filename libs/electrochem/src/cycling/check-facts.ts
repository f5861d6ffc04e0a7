import type { CycleSummary } from '@cellwatch/events';
import { contradict, told } from './contradict.js';
import { declaredCRate } from './set-point.js';
import type { CyclingState, OpenCycle } from './state.js';

/** Beyond a cycler's accuracy and a weighed mass. */
const rateTolerance = 0.05;
/** Of the nominal capacity, and in C: beyond them a unit is off by a thousand. */
const mostCapacity = 3;
const slowest = 0.005;
const fastest = 20;

/** What was measured against what was declared: both cannot be right, so the cycle says so, with both. */
export function checkFacts(
  { facts, nominal_capacity_ah }: CyclingState,
  { first, second }: OpenCycle,
  summary: CycleSummary,
): void {
  const rates = [summary.charging_c_rate, summary.discharging_c_rate].filter((rate) => rate !== null);
  const declared = declaredCRate(facts, summary.derived_cycle_count);
  const off = rates.find((rate) => declared !== null && Math.abs(rate / declared - 1) > rateTolerance);
  if (off !== undefined) contradict(summary, 'c_rate_mismatch', told(off, 'C'), `${told(declared!, 'C')} within 5 %`);

  const largest = Math.max(summary.cycle_charging_capacity_ah, summary.cycle_discharging_capacity_ah);
  const odd = rates.find((rate) => rate > 0 && (rate < slowest || rate > fastest));
  if (nominal_capacity_ah !== null && largest > mostCapacity * nominal_capacity_ah)
    contradict(
      summary,
      'unit_suspect',
      `a half of ${told(largest, 'Ah')}`,
      `at most ${mostCapacity} times the nominal ${told(nominal_capacity_ah, 'Ah')}; milli-units?`,
    );
  else if (odd !== undefined)
    contradict(summary, 'unit_suspect', told(odd, 'C'), `${slowest} to ${fastest} C; milli-units?`);

  for (const half of [first, second]) {
    if (half?.flags.includes('polarity_suspect'))
      contradict(
        summary,
        'polarity_suspect',
        told(half.end_voltage_volt, 'V'),
        `${facts.lower_voltage_limit_volt} to ${facts.upper_voltage_limit_volt} V; swapped leads?`,
      );
    if (half?.jump_volt)
      contradict(
        summary,
        'voltage_jump',
        `${told(half.jump_volt[0], 'V')} and then ${told(half.jump_volt[1], 'V')} without current`,
        'one cell at rest; another one on this channel?',
      );
  }
}
