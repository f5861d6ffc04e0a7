import type { PulseResistance, RecordBatch } from '@cellwatch/events';
import { advanceEdge, beginEdge, edgeResistanceOf, isEdgeDone } from '../edge.js';
import { evolveCycling } from '../evolve-cycling.js';
import { advanceRest, beginRest, noteRest, relaxationOf } from '../rest.js';
import { openHalf } from '../run.js';
import type { CyclingState, Direction, Edge, LastRecord, Step } from '../state.js';
import type { StepWatch } from '../step-watch.js';
import { extrapolatePulse } from '../../pulse/extrapolate-pulse.js';
import { pulseOf, withDrift } from './pulse-of.js';
import type { PulsesState, RestingPulse, RunningPulse } from './pulses-state.js';
import { addToRootSums, emptyRootSums, stretchEnds } from '../../pulse/root-sums.js';

/** A cell that rested for less is still in what came before. */
const leastRest_second = 10;
/** Of the base current: what comes after a pulse is what was before it. */
const sameBase = 0.05;
/** `step_type` of the row with which a cycler ends its test. */
const testEnd = 6;
/** Nothing of a pulse but its end is asked for after this. */
const asked_second = stretchEnds[stretchEnds.length - 1] + 1e-6;

/**
 * Folds a batch of a cell's records into its pulses, on top of the fold that finds its steps and cycles. Pure, and the same however
 * the records are cut into batches; O(1) state, which is owned by the call and survives JSON.
 *
 * A pulse is a step of steady current of at most 60 s and 10 % of the capacity that follows at least 10 s of rest, or that stands
 * between two stretches of one base current; a titration is a longer step of at most 10 % between two rests.
 * Resistances in Ω as `edgeResistance` has them. A pulse is told as it ends, `open` while the cell rests after it, and again when that
 * rest is over. The first step of a test, and one before which records are missing, have no voltage before: they are none.
 *
 * `disordered`: a record came late; the state is spent, and the cell must be folded again from its stored records.
 */
export function evolvePulses(
  state: PulsesState,
  batch: RecordBatch,
): { state: PulsesState; pulses: PulseResistance[]; disordered: boolean } {
  const told = new Map<string, PulseResistance>();
  const evolved = evolveCycling(state.cycling, batch, undefined, watching(state, told));
  state.cycling = evolved.state;
  return { state, pulses: evolved.disordered ? [] : [...told.values()], disordered: evolved.disordered };
}

function watching(state: PulsesState, told: Map<string, PulseResistance>): StepWatch {
  const tell = (pulse: PulseResistance) => told.set(`${pulse.test_id} ${pulse.first_record_index}`, pulse);
  /** Of the step that has just ended. */
  let direction: Direction | 0 = 0;

  function endRest(): void {
    if (state.resting) tell(rested(state.resting));
    state.resting = null;
  }

  return {
    added({ direction: along }, { values }, from, to) {
      const { record_index, test_time_second, voltage_volt, current_ampere } = values;
      const { running, resting } = state;
      if (along !== 0 && running) {
        const { edge, sums } = running;
        for (let row = from; row < to; row++) {
          const passed = test_time_second[row] - edge.start_second;
          if (passed > asked_second && edge.records > 0 && isEdgeDone(edge)) break;
          if (!isEdgeDone(edge))
            advanceEdge(edge, record_index[row], test_time_second[row], voltage_volt[row], current_ampere[row]);
          addToRootSums(sums, passed, voltage_volt[row] - edge.before_volt);
        }
      } else if (along === 0 && resting) {
        const { edge, rest } = resting;
        for (let row = from; row < to; row++) {
          const [second, volt] = [test_time_second[row], voltage_volt[row]];
          if (edge && !isEdgeDone(edge)) advanceEdge(edge, record_index[row], second, volt, current_ampere[row]);
          advanceRest(rest, second, volt);
          noteRest(rest, second, volt);
        }
      }
    },

    closing(cycling) {
      ({ direction } = cycling.step as Step);
      const { running, resting } = state;
      if (direction === 0) {
        if (resting?.edge) keepEdge(resting, resting.edge);
        return;
      }
      state.running = null;
      const pulse = running && pulseOf(cycling, running);
      state.ended = pulse && { pulse, sums: running.sums };
    },

    began(cycling, kind, before, began_second) {
      const step = cycling.step as Step;
      const last = cycling.last as LastRecord;
      const follows = kind === 'edge' && before !== null && last.step_type !== testEnd;
      const began = began_second ?? before?.test_time_second ?? step.first_test_time_second;
      if (step.direction !== 0 || !follows) endRest();
      const { ended } = state;
      state.ended = null;
      if (ended && follows && step.direction === 0 && ended.pulse.rest_before_second !== null) {
        const pulse: PulseResistance = { ...ended.pulse, status: 'open' };
        const edge = beginEdge(began, before.voltage_volt, before.current_ampere * direction);
        state.resting = { pulse, sums: ended.sums, rest: beginRest(began, last.voltage_volt), edge };
        tell(pulse);
      } else if (ended && stands(ended.pulse, follows, last.current_ampere * step.direction)) tell(ended.pulse);

      if (step.direction === 0) {
        if (!follows || state.resting_from_second === null)
          state.resting_from_second = follows ? began : step.first_test_time_second;
        return;
      }
      const rest_before_second = state.resting_from_second === null ? null : began - state.resting_from_second;
      state.resting_from_second = null;
      const based = rest_before_second === null && direction !== 0;
      if (!follows || !(based || (rest_before_second !== null && rest_before_second >= leastRest_second))) return;
      state.running = {
        ...positionOf(cycling),
        edge: beginEdge(began, before.voltage_volt, before.current_ampere * direction),
        edge_time_unknown: began_second === null,
        sums: emptyRootSums(),
        rest_before_second,
        started_at_unix_second: before.unix_time_second + (began - before.test_time_second),
      };
    },
  };
}

/** No rest follows: a pulse out of rest is one all the same, one on a base current where that goes on. */
function stands(pulse: PulseResistance, follows: boolean, current_ampere: number): boolean {
  if (pulse.kind !== 'pulse') return false;
  if (pulse.rest_before_second !== null) return true;
  const { current_before_ampere: base } = pulse;
  return follows && Math.abs(current_ampere - base) <= sameBase * Math.abs(base);
}

/** Cycle and half as they are before a step is counted into them. */
function positionOf(
  cycling: CyclingState,
): Pick<RunningPulse, 'derived_cycle_count' | 'half_direction' | 'half_capacity_ah'> {
  const { cycle, excursion } = cycling;
  const half = openHalf(cycling);
  const back = excursion && !excursion.apart ? excursion.net_ah : 0;
  return {
    derived_cycle_count: cycle?.derived_cycle_count ?? null,
    half_direction: half?.direction ?? null,
    half_capacity_ah: half && half.capacity_ah - half.opposite_capacity_ah - back,
  };
}

function keepEdge(resting: RestingPulse, edge: Edge): void {
  resting.rest.edge = edgeResistanceOf(edge);
  resting.rest.volt_1s = edge.volts[1] ?? null;
  resting.rest.volt_10s = edge.volts[2] ?? null;
  resting.edge = null;
}

/** The rest is over: what it tells, of the pulse before it too. */
function rested({ pulse, sums, rest }: RestingPulse): PulseResistance {
  const complete: PulseResistance = { ...pulse, status: 'complete' };
  if (!(rest.duration_second > 0)) return complete;
  const rest_after = relaxationOf(rest);
  if (pulse.extrapolation_reason === 'current_changes') return { ...complete, rest_after };
  const { extrapolation, extrapolation_reason } = extrapolatePulse(sums, {
    duration_second: pulse.duration_second,
    current_change_ampere: pulse.current_ampere - pulse.current_before_ampere,
    rest_before_second: pulse.rest_before_second,
    rest: {
      duration_second: rest.duration_second,
      change_volt: rest_after.end_voltage_volt - pulse.voltage_before_volt,
    },
  });
  const flags = withDrift(pulse.flags, extrapolation);
  return { ...complete, extrapolation, extrapolation_reason, rest_after, flags };
}
