import { completeCycle } from './complete-cycle.js';
import { endReason } from './end-reason.js';
import { beginExcursion, establish, mergeBack, nominalShare } from './excursion.js';
import { firstDirection } from './first-direction.js';
import { halfFrom } from './half-from.js';
import { dropLead, leadTurn } from './lead.js';
import { flagHalf, openHalf, owner, type Run } from './run.js';
import type { ClosedStep, CyclingState, Direction, EdgeKind, Half, LastRecord, Step } from './state.js';

/** Seconds; a longer step is no pulse. */
const longestPulse = 60;

/** A step under load begins: to whom does it belong, and at what charge does that change? */
export function startLoad(run: Run, kind: EdgeKind): void {
  const { state } = run;
  const step = state.step as Step;
  const direction = step.direction as Direction;
  const open = openHalf(state);
  const resumed = state.jumped;
  state.jumped = false;
  if (state.excursion?.apart && state.excursion.half.direction !== direction) mergeBack(run);
  if (!open) {
    const { excursion: going } = state;
    if (!going || going.half.direction !== direction || going.net_ah === 0)
      state.excursion = beginExcursion(state, false);
  } else if (!state.excursion) {
    const apart = direction === open.direction && isApart(state, open, kind);
    if (direction !== open.direction || apart) state.excursion = beginExcursion(state, apart);
    else if (isContinuedAnew(state)) flagHalf(open, 'merged');
    const spans = state.excursion ? direction !== firstDirection(state.facts) && !apart : true;
    if (resumed && spans) flagHalf(owner(state) as Half, 'resumed');
  }
  const half = owner(state);
  if (state.rest_jump_volt && half) {
    half.jump_volt = state.rest_jump_volt;
    flagHalf(half, 'voltage_jump');
  }
  state.rest_jump_volt = null;
  state.load_cycle_count = step.cycle_count;
  state.load_test_id = state.test!.test_id;
  setTurn(state);
  run.changed = true;
}

/** The running step reached the charge at which its owner changes. */
export function turn(run: Run): void {
  const { state } = run;
  const step = state.step as Step;
  const { excursion: going, cycle } = state;
  if (!cycle) {
    const unknown = state.nominal_capacity_ah === null;
    if (unknown && state.last!.test_time_second - step.first_test_time_second <= longestPulse) return;
    if (!unknown) going!.half = halfFrom(state);
    establish(run);
  } else if (!going) {
    dropLead(state, cycle.first ?? (cycle.second as Half));
  } else if (going.half.direction === step.direction) establish(run);
  else mergeBack(run);
  setTurn(state);
  run.changed = true;
}

/** The cycler says that the test is over: a cycle with both halves is complete. */
export function endTest(run: Run): void {
  const { state } = run;
  const { cycle } = state;
  if (!cycle?.first || !cycle.second) return;
  if (state.excursion) mergeBack(run);
  completeCycle(run, cycle, null);
  state.cycle = null;
  run.changed = false;
}

/** A closed step under load gives what it passed to its owner. */
export function addStep(run: Run, closed: ClosedStep): void {
  const { state } = run;
  const half = owner(state);
  if (!half) return;
  const last = state.last as LastRecord;
  const along = closed.direction === half.direction;
  half.load_steps++;
  if (closed.kind === 'PULSE') half.pulse_steps++;
  if (along) {
    half.capacity_ah += closed.capacity_ah;
    half.energy_wh += closed.energy_wh;
    half.constant_voltage_ah += closed.constant_voltage_ah;
    if (closed.capacity_ah > half.main_capacity_ah) {
      half.main_capacity_ah = closed.capacity_ah;
      half.main_current_ampere = closed.current_ampere;
      half.peaks = closed.peaks;
    }
    half.edge ??= closed.edge;
    half.end_voltage_volt = last.voltage_volt;
    half.end_moved_volt = last.moved_volt;
    half.end_status = last.end_status;
    half.end_at_constant_voltage = closed.ended_at_constant_voltage;
    half.maccor = state.test!.maccor;
    half.temperature_celsius = last.temperature_celsius;
  } else {
    half.opposite_capacity_ah += closed.capacity_ah;
    half.opposite_energy_wh += closed.energy_wh;
  }
  half.last_test_id = state.test!.test_id;
  half.last_record_index = last.record_index;
  half.last_unix_time_second = last.unix_time_second;
  half.last_test_time_second = last.test_time_second;
  run.changed = true;

  const going = state.excursion;
  if (!going) return;
  going.net_ah += along ? closed.capacity_ah : -closed.capacity_ah;
  if (closed.duration_second > longestPulse && closed.capacity_ah >= nominalShare * reference(state))
    going.notable = true;
  if (!state.cycle) {
    const least = state.nominal_capacity_ah;
    if (least !== null && going.net_ah >= nominalShare * least) establish(run);
  } else if (going.net_ah >= going.threshold_ah) establish(run);
  else if (going.net_ah <= 0) mergeBack(run);
}

/**
 * Records are missing for a time that nothing explains. A step under load that had not ended may have gone on: its half is
 * incomplete, and an excursion that could have become a half in that time is taken as one.
 */
export function cutByHole(run: Run, direction: Direction | 0, before: LastRecord, seconds: number): void {
  const { state } = run;
  const half = owner(state);
  if (direction === 0 || !half || (before.end_status ?? 0) >= 128) return;
  half.incomplete = true;
  flagHalf(half, 'half_incomplete');
  run.changed = true;
  const going = state.excursion;
  if (!going || !state.cycle || direction !== half.direction) return;
  if (going.net_ah + (before.current_ampere * seconds) / 3600 >= going.threshold_ah) establish(run);
}

function setTurn(state: CyclingState): void {
  const step = state.step as Step;
  const { excursion: going, cycle, nominal_capacity_ah } = state;
  if (!cycle) state.turn_at_ah = nominal_capacity_ah === null ? Number.MIN_VALUE : nominalShare * nominal_capacity_ah;
  else if (going) {
    const along = going.half.direction === step.direction;
    state.turn_at_ah = along ? Math.max(0, going.threshold_ah - going.net_ah) : going.net_ah;
  } else state.turn_at_ah = leadTurn(state);
}

/**
 * The same direction goes on, but the cycler counts another cycle, and the half before came to its own end: what flows now
 * (to storage, a check-up) is not its capacity. Only a second half can have ended so without the first of the next.
 */
function isApart(state: CyclingState, open: Half, kind: EdgeKind): boolean {
  const { cycle, step, load_cycle_count } = state;
  if (!cycle || open !== cycle.second) return false;
  if (!isContinuedAnew(state)) return false;
  const counted = step!.cycle_count !== null && load_cycle_count !== null && step!.cycle_count !== load_cycle_count;
  const reason = endReason(open, state.facts);
  return reason === 'voltage' || reason === 'current' || (reason === 'unknown' && counted && kind !== 'test');
}

function isContinuedAnew({ step, test, load_cycle_count, load_test_id }: CyclingState): boolean {
  return step!.cycle_count !== load_cycle_count || test!.test_id !== load_test_id;
}

function reference({ nominal_capacity_ah, life }: CyclingState): number {
  return nominal_capacity_ah ?? life.largest_half_ah;
}
