import type { CellAlert, CellFacts, CycleSummary, RecordBatch, Reject, TestMove } from '@cellwatch/events';
import type { DeadLetter } from '@cellwatch/timescale';

interface Values {
  records: RecordBatch;
  facts: CellFacts;
  move: TestMove;
  cycle: CycleSummary;
  alert: CellAlert;
  reject: Reject;
  dead_letter: DeadLetter;
}

export type Kind = keyof Values;

/** A message as it is landed. */
export type Item = { [K in Kind]: { kind: K; value: Values[K] } }[Kind];

export function valuesOf<K extends Kind>(items: readonly Item[], kind: K): Values[K][] {
  return items.filter((item) => item.kind === kind).map((item) => item.value as Values[K]);
}

/** What a transaction's size is counted in; a result is as dear as some records. */
export function rowsOf({ kind, value }: Item): number {
  return kind === 'records' ? value.length : 4;
}
