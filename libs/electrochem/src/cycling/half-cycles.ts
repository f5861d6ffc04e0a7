import { completeCycle } from './complete-cycle.js';
import { endReason } from './end-reason.js';
import { firstDirection } from './first-direction.js';
import { openHalf, owner, type Run } from './run.js';
import type { ClosedStep, CyclingState, Direction, EdgeKind, Half, LastRecord, Step } from './state.js';

/** Of the largest half so far: what must have gone back before a half ends. */
const share = 0.05;
/** Of the nominal capacity: less is no half. */
const nominalShare = 0.01;
/** Leading steps that passed less than this share of what follows belong to no half. */
const leadShare = 0.01;
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
      state.excursion = excursion(state, false, 0);
  } else if (!state.excursion) {
    const apart = direction === open.direction && isApart(state, open, kind);
    if (direction !== open.direction || apart) state.excursion = excursion(state, apart, threshold(state));
    else if (isContinuedAnew(state)) flagHalf(open, 'merged');
    const spans = state.excursion ? direction !== firstDirection(state.facts) && !apart : true;
    if (resumed && spans) flagHalf(owner(state) as Half, 'resumed');
  }
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
  completeCycle(run, cycle);
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
  if (along) {
    half.capacity_ah += closed.capacity_ah;
    half.energy_wh += closed.energy_wh;
    half.constant_voltage_ah += closed.constant_voltage_ah;
    if (closed.capacity_ah > half.main_capacity_ah) {
      half.main_capacity_ah = closed.capacity_ah;
      half.main_current_ampere = closed.current_ampere;
    }
    half.end_voltage_volt = last.voltage_volt;
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
  } else if (isLead(state)) state.turn_at_ah = (openHalf(state) as Half).capacity_ah / leadShare;
  else state.turn_at_ah = null;
}

/** The excursion is the next half: it ends a cycle unless it is the second half of the one that is open. */
function establish(run: Run): void {
  const { state } = run;
  const { half, apart } = state.excursion as NonNullable<CyclingState['excursion']>;
  state.excursion = null;
  const first = half.direction === firstDirection(state.facts);
  if (state.cycle && !first && !apart) {
    state.cycle.second = half;
    return;
  }
  if (state.cycle) completeCycle(run, state.cycle);
  const number = state.life.next_cycle_count ?? (first ? 1 : 0);
  state.life.next_cycle_count = number + 1;
  state.cycle = { derived_cycle_count: number, first: first ? half : null, second: first ? null : half };
}

/** The excursion came to nothing: what it passed is the half's. */
function mergeBack({ state }: Run): void {
  const { half: from, apart, notable } = state.excursion as NonNullable<CyclingState['excursion']>;
  const to = openHalf(state) as Half;
  state.excursion = null;
  to.capacity_ah += apart ? from.capacity_ah : from.opposite_capacity_ah;
  to.energy_wh += apart ? from.energy_wh : from.opposite_energy_wh;
  to.opposite_capacity_ah += apart ? from.opposite_capacity_ah : from.capacity_ah;
  to.opposite_energy_wh += apart ? from.opposite_energy_wh : from.energy_wh;
  if (apart) {
    const { end_voltage_volt, end_status, end_at_constant_voltage, maccor } = from;
    Object.assign(to, { end_voltage_volt, end_status, end_at_constant_voltage, maccor });
  }
  const { last_test_id, last_record_index, last_unix_time_second, last_test_time_second } = from;
  Object.assign(to, { last_test_id, last_record_index, last_unix_time_second, last_test_time_second });
  to.incomplete ||= from.incomplete;
  for (const name of from.flags) flagHalf(to, name);
  if (notable) flagHalf(to, 'merged');
}

/** Of the first half of a life of unknown size: what came before its first real step is forgotten. */
function dropLead(state: CyclingState, half: Half): void {
  const { clock_source, cycle_count } = halfFrom(state);
  Object.assign(half, { clock_source, cycle_count, incomplete: false, flags: [] });
  Object.assign(half, { capacity_ah: 0, energy_wh: 0, opposite_capacity_ah: 0, opposite_energy_wh: 0 });
  Object.assign(half, { constant_voltage_ah: 0, main_capacity_ah: 0, main_current_ampere: 0 });
}

function isLead({ nominal_capacity_ah, cycle, step, life }: CyclingState): boolean {
  if (nominal_capacity_ah !== null || life.largest_half_ah > 0 || !cycle || (cycle.first && cycle.second)) return false;
  const half = (cycle.first ?? cycle.second) as Half;
  return half.capacity_ah > 0 && half.direction === step!.direction;
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

function threshold({ life, cycle, nominal_capacity_ah }: CyclingState): number {
  const largest = Math.max(life.largest_half_ah, cycle?.first?.capacity_ah ?? 0, cycle?.second?.capacity_ah ?? 0);
  return Math.max(share * largest, nominalShare * (nominal_capacity_ah ?? 0));
}

function reference({ nominal_capacity_ah, life }: CyclingState): number {
  return nominal_capacity_ah ?? life.largest_half_ah;
}

function excursion(state: CyclingState, apart: boolean, threshold_ah: number) {
  return { half: halfFrom(state), net_ah: 0, threshold_ah, notable: false, apart };
}

function flagHalf(half: Half, name: Half['flags'][number]): void {
  if (!half.flags.includes(name)) half.flags.push(name);
}

/** A half that begins with the running step. */
function halfFrom(state: CyclingState): Half {
  const step = state.step as Step;
  const last = state.last as LastRecord;
  const { test_id, clock_source, maccor } = state.test!;
  return {
    direction: step.direction as Direction,
    test_id,
    clock_source,
    first_record_index: step.first_record_index,
    first_unix_time_second: step.first_unix_time_second,
    first_test_time_second: step.first_test_time_second,
    cycle_count: step.cycle_count,
    capacity_ah: 0,
    energy_wh: 0,
    opposite_capacity_ah: 0,
    opposite_energy_wh: 0,
    constant_voltage_ah: 0,
    main_capacity_ah: 0,
    main_current_ampere: 0,
    end_voltage_volt: last.voltage_volt,
    end_status: null,
    end_at_constant_voltage: false,
    maccor,
    temperature_celsius: last.temperature_celsius,
    last_test_id: test_id,
    last_record_index: step.first_record_index,
    last_unix_time_second: step.first_unix_time_second,
    last_test_time_second: step.first_test_time_second,
    incomplete: false,
    flags: [],
  };
}
