import { stepTypes, type CellAlert, type QuantityName, type RecordBatch } from '@cellwatch/events';
import type { CellRules } from '../rule.js';
import { addInterval } from './interval-sketch.js';
import { silenceDeadline, type SilenceDeadline } from './silence-deadline.js';
import type { LastSeen, SilenceKind, SilenceState } from './silence-state.js';
import { microsecond, tellSilence } from './tell-silence.js';

const rememberedTests = 16;
const rememberedWaits = 8;
/** Below this share of the largest current so far a record is of a rest, where the cycler does not say. */
const restShare = 0.002;
/** Maccor: a row that ends its step, and one that says that somebody suspended the test. */
const stepEnd = 128;
const suspended = 193;

/**
 * Folds a batch of a cell's records into when its next record is due, and tells of each silence that lies between two records
 * (cleared by the later one). A silence that a tick told of is ended, or withdrawn where the next record's time shows that none
 * was missing. `state` is owned by the call and may be changed by it; it survives JSON unchanged. What is told does not depend on
 * how the records are cut into batches, nor on whether a tick came between them.
 *
 * `disordered`: a record came late, or the source of the test became a live one or ceased to be: the cell must be folded again.
 */
export function evolveSilence(
  state: SilenceState,
  batch: RecordBatch,
  rules: CellRules,
  since_unix_second: number,
): { state: SilenceState; alerts: CellAlert[]; disordered: boolean } {
  const alerts: CellAlert[] = [];
  const times = batch.columns.unix_time_second!;
  const indexes = batch.columns.record_index!;
  const place = placeOf(state, batch);
  if (place === 'past' || (place === 'goes on' && state.test!.live !== batch.live))
    return { state, alerts: [], disordered: true };
  const { least_second } = rules.of.SILENCE.limits;
  let isNext = place === 'next';
  for (let row = 0; row < batch.length; row++) {
    const { last } = state;
    const unix_second = times[row];
    if (!isNext && last && indexes[row] <= last.record_index) return { state, alerts: [], disordered: true };
    // Whatever lies closer than the least limit is no silence, so that most records cost nothing.
    if (last && (state.told || state.is_waiting || unix_second - last.unix_second > least_second)) {
      const due = silenceDeadline(state, rules.of.SILENCE, since_unix_second);
      if (due) alerts.push(...endOf(state, due, unix_second, rules.rules_version));
      state.told = state.is_waiting = false;
    }
    if (isNext) begin(state, batch);
    take(state, batch, row, isNext);
    isNext = false;
  }
  return { state, alerts, disordered: false };
}

/** As tests are chained in the fold of cycles: by their first record's time, then by their name. */
function placeOf({ test, earlier_tests }: SilenceState, batch: RecordBatch): 'goes on' | 'next' | 'past' {
  if (!test) return 'next';
  if (batch.test_id === test.test_id) return 'goes on';
  if (earlier_tests.includes(batch.test_id)) return 'past';
  const begins = batch.columns.unix_time_second![0] - test.first_unix_second;
  return begins > 0 || (begins === 0 && batch.test_id > test.test_id) ? 'next' : 'past';
}

function begin(state: SilenceState, { test_id, live, clock_source, source_format, columns }: RecordBatch): void {
  if (state.test) state.earlier_tests = [...state.earlier_tests, state.test.test_id].slice(-rememberedTests);
  state.test = {
    test_id,
    first_unix_second: columns.unix_time_second![0],
    live,
    has_clock: clock_source !== 'none',
    is_maccor: source_format.startsWith('maccor'),
  };
}

/** What the record at `unix_second` makes of the wait for it. */
function endOf(state: SilenceState, due: SilenceDeadline, unix_second: number, rules_version: string): CellAlert[] {
  if (unix_second > due.unix_second) return [tellSilence(state, due, rules_version, unix_second)];
  const { is_waiting, last, now_unix_second, told, waits } = state;
  if (is_waiting && now_unix_second! > due.unix_second) {
    const wait = { age_second: microsecond(now_unix_second! - last!.unix_second), unix_second };
    state.waits = [...waits, wait].slice(-rememberedWaits);
  }
  return told ? [{ ...tellSilence(state, due, rules_version, null), retracted: true }] : [];
}

function take(state: SilenceState, { columns }: RecordBatch, row: number, isFirst: boolean): void {
  const { last, intervals } = state;
  const magnitude = Math.abs(columns.current_ampere?.[row] ?? NaN);
  if (magnitude > state.largest_current_ampere) state.largest_current_ampere = magnitude;
  const kind = kindOf(state, columns, row);
  const unix_second = columns.unix_time_second![row];
  let interval_second: number | null = null;
  if (last && !isFirst) {
    const passed = microsecond(unix_second - last.unix_second);
    if (passed > 0 && last.standing !== 'standing') addInterval(intervals[last.kind], passed);
    if (passed > 0 && last.kind === kind && last.standing === 'running') interval_second = passed;
  }
  const record_index = columns.record_index![row];
  state.last = { record_index, unix_second, kind, standing: standingOf(state, columns, row), interval_second };
}

function kindOf(state: SilenceState, columns: RecordBatch['columns'], row: number): SilenceKind {
  const said = stepTypes[valueOf(columns, 'step_type', row) ?? 0];
  if (said === 'rest' || said === 'charge' || said === 'discharge' || said === 'control') return said;
  const current = valueOf(columns, 'current_ampere', row) ?? 0;
  if (Math.abs(current) <= restShare * state.largest_current_ampere) return 'rest';
  return current > 0 ? 'charge' : 'discharge';
}

function standingOf({ test }: SilenceState, columns: RecordBatch['columns'], row: number): LastSeen['standing'] {
  const said = stepTypes[valueOf(columns, 'step_type', row) ?? 0];
  if (said === 'pause' || said === 'end') return 'standing';
  const status = test!.is_maccor ? (valueOf(columns, 'end_status', row) ?? 0) : 0;
  if (status === suspended) return 'standing';
  return status >= stepEnd ? 'between' : 'running';
}

function valueOf(columns: RecordBatch['columns'], name: QuantityName, row: number): number | null {
  const value = columns[name]?.[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}
