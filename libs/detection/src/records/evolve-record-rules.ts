import {
  evolveCycling,
  initialCyclingState,
  runningHalf,
  type CyclingState,
  type RecordColumns,
  type Step,
  type StepWatch,
} from '@cellwatch/electrochem';
import type { AlertRule, CellAlert, CellFacts, RecordBatch } from '@cellwatch/events';
import { evolveEpisode, type Episode, type Judgement } from '../evolve-episode.js';
import type { CellRules } from '../rule.js';
import { tellChange } from '../tell-change.js';
import {
  advanceCourse,
  advanceRecent,
  beginCourse,
  courseChart,
  recentChart,
  type Course,
  type Points,
} from './charts.js';
import type { Finding, Limits, Look, RecordDetector } from './record-detector.js';
import { recordDetectors, recordRuleCodes, type DetectorStates } from './record-detectors.js';
import { advanceRises, initialRises, type RisesState } from './rises.js';
import { advanceSetPoint, initialSetPointChange, mutedSecond, type SetPointChange } from './set-point-change.js';

/** Plain JSON of bounded size: what all rules over records know of a cell between two batches. */
export interface RecordRulesState {
  cycling: CyclingState;
  rises: RisesState;
  recent: Points;
  course: Course;
  set_point: SetPointChange;
  detectors: DetectorStates;
  /** Of the rules that are not quiet. */
  episodes: Partial<Record<AlertRule, Episode>>;
}

export function initialRecordRulesState(facts: CellFacts): RecordRulesState {
  return {
    cycling: initialCyclingState(facts, { shapes: false, edges: true }),
    rises: initialRises(),
    recent: { seconds: [], volts: [] },
    course: beginCourse('', -1),
    set_point: initialSetPointChange(),
    detectors: Object.fromEntries(
      recordRuleCodes.map((code) => [code, recordDetectors[code].initial(facts)]),
    ) as unknown as DetectorStates,
    episodes: {},
  };
}

/** A rule that is in force, with its state and limits: what of them differs in type matters to the rule alone. */
interface Running {
  detector: RecordDetector<unknown>;
  state: unknown;
  limits: Limits;
}

interface Found {
  row: number;
  running: Running;
  finding: Finding;
}

/**
 * Folds a batch of a cell's records through every rule over records that `rules` has in force, in one pass of the fold that finds
 * steps and cycles. `state` is owned by the call and may be changed by it; it survives JSON unchanged. The result does not depend
 * on how the records are cut into batches: alerts come in order of the record at which they were found.
 *
 * `disordered`: a record came late; the state is spent, and the cell must be folded again from its stored records.
 */
export function evolveRecordRules(
  state: RecordRulesState,
  batch: RecordBatch,
  rules: CellRules,
): { state: RecordRulesState; alerts: CellAlert[]; disordered: boolean } {
  const { cycling } = state;
  const alerts: CellAlert[] = [];
  const inForce: Running[] = recordRuleCodes
    .filter((code) => rules.of[code].enabled)
    .map((code) => ({
      detector: recordDetectors[code] as RecordDetector<unknown>,
      state: state.detectors[code],
      limits: rules.of[code].limits,
    }));
  let found: Found[] = [];
  let judging: Running;
  let first = 0;
  const look: Look = {
    cycling,
    step: undefined as unknown as Step,
    columns: undefined as unknown as RecordColumns,
    running: null,
    rises: undefined as unknown as Look['rises'],
    muted_until_second: -Infinity,
    recent: (row) => recentChart(state.recent, look.columns, first, row),
    course: (row) => courseChart(state.course, look.columns, first, row),
    judge: (row, finding) => found.push({ row, running: judging, finding }),
  };

  function settle(): void {
    if (found.length === 0) return;
    // Each rule has looked at the whole stretch: back into the order of its records.
    const sorted = found.sort((one, other) => one.row - other.row);
    found = [];
    for (const { row, running, finding } of sorted) {
      const { rule } = running.detector;
      const { episode, change } = evolveEpisode(
        state.episodes[rule.code] ?? null,
        judgementOf(look, row, finding),
        finding.episode,
      );
      if (episode) state.episodes[rule.code] = episode;
      else delete state.episodes[rule.code];
      if (change) alerts.push(tellChange(cycling.facts, rule, rules.rules_version, change));
    }
  }

  const watch: StepWatch = {
    added(step, columns, from, to) {
      first = from;
      look.step = step;
      look.columns = columns;
      look.running = runningHalf(cycling);
      look.rises = advanceRises(state.rises, step, columns, from, to);
      beginStretch(state, look, from);
      for (const running of inForce) {
        judging = running;
        running.detector.added(running.state, look, running.limits, from, to);
      }
      settle();
      advanceRecent(state.recent, columns, from, to);
      advanceCourse(state.course, columns, from, to);
    },
    closing() {
      for (const { detector, state: own } of inForce) detector.closing?.(own, cycling);
    },
    completed(cycle) {
      for (const { detector, state: own } of inForce) detector.completed?.(own, cycle, cycling);
    },
    misclocked(reason, columns, row) {
      first = row;
      look.columns = columns;
      look.running = runningHalf(cycling);
      for (const running of inForce) {
        judging = running;
        running.detector.misclocked?.(running.state, look, running.limits, row, reason);
      }
      settle();
    },
  };
  const { disordered } = evolveCycling(cycling, batch, undefined, watch);
  return { state, alerts: disordered ? [] : alerts, disordered };
}

function beginStretch(state: RecordRulesState, look: Look, from: number): void {
  const { running, cycling, columns } = look;
  look.muted_until_second = -Infinity;
  if (!running) return;
  const { test_id } = cycling.test!;
  const second = columns.values.test_time_second[from];
  const { half } = running;
  if (half.test_id !== state.course.test_id || half.first_record_index !== state.course.first_record_index)
    state.course = beginCourse(half.test_id, half.first_record_index);
  if (look.step.direction !== 0)
    advanceSetPoint(state.set_point, cycling.facts, running.derived_cycle_count, test_id, second);
  const { changed_second } = state.set_point;
  if (changed_second !== null) look.muted_until_second = changed_second + mutedSecond;
}

function judgementOf({ cycling, columns, running }: Look, row: number, finding: Finding): Judgement {
  const { record_index, unix_time_second } = columns.values;
  const { excess, severity, message, evidence } = finding;
  const index = record_index[row];
  return {
    excess,
    severity,
    message,
    test_id: cycling.test!.test_id,
    record_index: index,
    unix_second: cycling.test!.clock_source === 'none' ? null : unix_time_second[row],
    derived_cycle_count: running?.derived_cycle_count ?? null,
    evidence: {
      baseline: null,
      regime: null,
      chart: null,
      first_record_index: index,
      last_record_index: index,
      ...evidence,
    },
  };
}
