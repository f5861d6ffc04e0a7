import { csvRows, type CellAlert } from '@cellwatch/events';
import { faults, type Fault } from './fault-of.js';
import { isWithin } from './is-within.js';
import type { Label, Tolerance } from './label.js';

export interface ReadLabel extends Label {
  /** The file that the label is of, where the table names one: its name without folders. */
  file: string | null;
}

export interface LabelsRead {
  labels: ReadLabel[];
  /** Of what a rule may tell and need not: alerts there are neither right nor false. */
  undecided: ReadLabel[];
  /** A line each, with its number. */
  problems: string[];
}

/** Labels drawn by hand are within 3 cycles; rules over cycles need as many to be sure. */
export const byHand: Tolerance = { cycles_before: 3, cycles_after: 3, seconds_before: 60, seconds_after: 86_400 };

/** Times that look bad and are not. */
const traps = [
  'regime_change',
  'rpt_row',
  'rpt_block',
  'no_knee',
  'incomplete_cycle',
  'low_first_ce',
  'ce_clipped',
  'capacity_limited',
];
const undecided = ['ce_dip', 'ce_outlier', 'outlier', 'resistance_step'];
/** A knee is drawn less surely than a step. */
const kneeMore = 7;

/**
 * Labels of what was the matter with cells, as CSV with a header; lines that begin with # are comments. Either
 * `file,cell,event,first_cycle,last_cycle`, where events have names, or
 * `cell_id,fault,name,first_cycle,last_cycle,began_at,ended_at`, where `fault` may be empty (nothing may fire there) and times are
 * ISO 8601 with a zone or Unix seconds; columns that are not needed may be absent.
 */
export function readLabels(text: string): LabelsRead {
  const read: LabelsRead = { labels: [], undecided: [], problems: [] };
  const rows = csvRows(text, ',').filter(({ fields }) => !fields[0].startsWith('#'));
  const head = rows.shift()?.fields ?? [];
  const has = (name: string) => head.includes(name);
  if (!(has('cell') && has('event')) && !(has('cell_id') && has('fault'))) {
    read.problems.push(
      `1: the header is ${JSON.stringify(head.join(','))}, expected cell,event,first_cycle,last_cycle or cell_id,fault,name,first_cycle,last_cycle,began_at,ended_at`,
    );
    return read;
  }
  for (const { line, fields } of rows) {
    const text = (name: string) => fields[head.indexOf(name)] ?? '';
    const problem = (name: string, expected: string) =>
      read.problems.push(`${line}: ${name} is ${JSON.stringify(text(name))}, expected ${expected}`);
    const cycle = (name: string): number | null => {
      if (text(name) === '') return null;
      if (!/^\d{1,9}$/.test(text(name))) problem(name, 'a cycle’s number');
      return Number(text(name));
    };
    const instant = (name: string): number | null => {
      if (text(name) === '') return null;
      const value = instantOf(text(name));
      if (value === null) problem(name, 'ISO 8601 with a zone, or Unix seconds');
      return value;
    };
    const label: ReadLabel = {
      cell_id: text('cell_id') || text('cell'),
      fault: null,
      name: text('event') || text('name'),
      first_cycle: cycle('first_cycle'),
      last_cycle: cycle('last_cycle'),
      began_at_unix_second: instant('began_at'),
      ended_at_unix_second: instant('ended_at'),
      file: text('file').split('/').pop() || null,
    };
    if (has('event')) {
      // Of the table as a whole: none of its cells.
      if (label.cell_id === '' || label.cell_id === '-') continue;
      takeEvent(read, label, () => problem('event', `one of ${knownEvents.join(', ')}`));
      continue;
    }
    const fault = text('fault');
    if (fault !== '' && !faults.includes(fault as Fault)) problem('fault', `one of ${faults.join(', ')}, or nothing`);
    else if (label.cell_id === '') problem('cell_id', 'a cell');
    else if (label.first_cycle === null && label.began_at_unix_second === null)
      problem('first_cycle', 'a cycle, or a time in began_at');
    else read.labels.push({ ...label, fault: fault === '' ? null : (fault as Fault) });
  }
  return read;
}

const faultOfEvent: Record<string, Fault> = {
  internal_short: 'short',
  contact_loss: 'contact_loss',
  knee_onset: 'fade',
  step_drop: 'fade',
};
const knownEvents = [...Object.keys(faultOfEvent), 'retention_NN', ...traps, ...undecided];

function takeEvent(read: LabelsRead, label: ReadLabel, unknown: () => void): void {
  const { name, first_cycle, last_cycle } = label;
  if (traps.includes(name)) read.labels.push(label);
  else if (undecided.includes(name)) read.undecided.push(label);
  // Below a share of its capacity a cell stays: what is told of it later is late, and right.
  else if (/^retention_\d\d$/.test(name)) read.labels.push({ ...label, fault: 'fade', last_cycle: null });
  else if (name === 'knee_onset' && first_cycle !== null && last_cycle !== null)
    read.labels.push({
      ...label,
      fault: 'fade',
      first_cycle: Math.max(0, first_cycle - kneeMore),
      last_cycle: last_cycle + kneeMore,
    });
  else if (faultOfEvent[name]) read.labels.push({ ...label, fault: faultOfEvent[name] });
  else unknown();
}

/** Whether an alert may be left out of a score: labels leave open what it is. */
export function isUndecided(alert: CellAlert, labels: LabelsRead, tolerance: Tolerance): boolean {
  const within = (label: Label) => label.cell_id === alert.cell_id && isWithin(alert, label, tolerance);
  return labels.undecided.some(within);
}

function instantOf(text: string): number | null {
  if (/^-?\d{1,12}(\.\d+)?$/.test(text)) return Number(text);
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) / 1000 : NaN;
  return Number.isFinite(zoned) ? zoned : null;
}
