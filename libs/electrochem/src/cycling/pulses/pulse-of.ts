import type { PulseFlag, PulseResistance } from '@cellwatch/events';
import { isCoarse } from '../close-step.js';
import { edgeResistanceOf } from '../edge.js';
import { temperatureSetPoint } from '../set-point.js';
import type { CyclingState, LastRecord, Step } from '../state.js';
import { passedCapacity } from '../step-statistics.js';
import { definitionVersion } from '../../definition-version.js';
import { extrapolatePulse } from '../../pulse/extrapolate-pulse.js';
import type { RunningPulse } from './pulses-state.js';

/** With what a cycler takes to end a step of 60 s. */
const longestPulse_second = 60.1;
/** Of the cell's capacity: an HPPC pulse at 5C takes 1.4 %, a step of a titration some percent. */
const largestShare = 0.1;
/** Of the delay: a pulse that ends so near to it has its value there. */
const sameDelay = 1e-3;
/** Of the current's step: beyond it the current is no pulse's, beyond the other it has changed. */
const steady = 0.05;
const settled = 0.01;

/** The step that ends, as a pulse; null where it is none. `state` is as its last record left it. */
export function pulseOf(state: CyclingState, running: RunningPulse): PulseResistance | null {
  const { facts, test } = state;
  const step = state.step as Step;
  const last = state.last as LastRecord;
  const { edge } = running;
  const found = edgeResistanceOf(edge);
  const duration_second = last.test_time_second - edge.start_second;
  if (!found || !(duration_second > 0)) return null;
  const change = found.current_step_ampere;
  const current = last.current_ampere * step.direction;
  const moved = Math.abs(current - edge.first_ampere) / Math.abs(change);
  if (moved > steady || Math.abs(change) < steady * Math.abs(edge.first_ampere)) return null;

  const coarse = isCoarse(step, last.test_time_second, last.step_time_second);
  const capacity_ah = coarse && !step.counter_valid ? null : passedCapacity(step);
  const passed = capacity_ah ?? (Math.abs(edge.first_ampere) * duration_second) / 3600;
  const reference = referenceOf(state);
  const kind = kindOf(duration_second, passed, reference, running.rest_before_second);
  if (kind === null) return null;
  const end_resistance_ohm = moved > settled ? null : (last.voltage_volt - edge.before_volt) / change;
  const at = (second: number, ohm: number | null) =>
    ohm ?? (Math.abs(duration_second - second) <= sameDelay * second ? end_resistance_ohm : null);
  const { half_direction, half_capacity_ah, derived_cycle_count, rest_before_second } = running;
  const flags: PulseFlag[] = [];
  if (moved > settled) flags.push('current_changes');
  if (running.edge_time_unknown) flags.push('edge_time_unknown');
  if (!(reference > 0)) flags.push('nominal_unknown');
  if (coarse) flags.push('pulse_unresolved');
  if (rest_before_second !== null && rest_before_second < duration_second) flags.push('rest_short');
  const { extrapolation, extrapolation_reason } =
    moved > settled
      ? { extrapolation: null, extrapolation_reason: 'current_changes' as const }
      : extrapolatePulse(running.sums, {
          duration_second,
          current_change_ampere: change,
          rest_before_second,
          rest: null,
        });
  return {
    cell_id: facts.cell_id,
    test_id: test!.test_id,
    first_record_index: step.first_record_index,
    definition_version: definitionVersion,
    facts_version: facts.facts_version,
    revision: 1,
    retracted: false,
    kind,
    status: 'complete',
    last_record_index: last.record_index,
    derived_cycle_count,
    cycle_count: step.cycle_count,
    started_at_unix_second: test!.clock_source === 'none' ? null : running.started_at_unix_second,
    duration_second,
    direction: step.direction > 0 ? 'charge' : 'discharge',
    current_ampere: edge.first_ampere,
    current_before_ampere: edge.before_ampere,
    voltage_before_volt: edge.before_volt,
    rest_before_second,
    capacity_ah,
    half_direction: half_direction && (half_direction > 0 ? 'charge' : 'discharge'),
    half_capacity_ah,
    half_depth: half_capacity_ah !== null && reference > 0 ? half_capacity_ah / reference : null,
    temperature_celsius: last.temperature_celsius ?? temperatureSetPoint(facts, derived_cycle_count ?? 0),
    time_second: found.time_second,
    resistance_ohm: found.resistance_ohm,
    resistance_100ms_ohm: at(0.1, found.resistance_100ms_ohm),
    resistance_1s_ohm: at(1, found.resistance_1s_ohm),
    resistance_10s_ohm: at(10, found.resistance_10s_ohm),
    resistance_30s_ohm: at(30, found.resistance_30s_ohm),
    end_resistance_ohm,
    extrapolation,
    extrapolation_reason,
    rest_after: null,
    flags: withDrift(flags, extrapolation),
  };
}

/** The flag stands where an extrapolation does from which no drift was taken. */
export function withDrift(flags: PulseFlag[], extrapolation: PulseResistance['extrapolation']): PulseFlag[] {
  const others: PulseFlag[] = flags.filter((flag) => flag !== 'drift_uncorrected');
  if (extrapolation && extrapolation.drift_volt_per_second === null) others.push('drift_uncorrected');
  return others.sort();
}

function kindOf(
  duration_second: number,
  passed_ah: number,
  reference_ah: number,
  rest_before_second: number | null,
): PulseResistance['kind'] | null {
  const unknown = !(reference_ah > 0);
  if (!unknown && passed_ah > largestShare * reference_ah) return null;
  if (duration_second <= longestPulse_second) return 'pulse';
  return unknown || rest_before_second === null ? null : 'titration';
}

/** The cell's capacity: declared, else the largest half so far, that which runs included. */
function referenceOf({ nominal_capacity_ah, life, cycle }: CyclingState): number {
  const halves = [cycle?.first?.capacity_ah ?? 0, cycle?.second?.capacity_ah ?? 0];
  return nominal_capacity_ah ?? Math.max(life.largest_half_ah, ...halves);
}
