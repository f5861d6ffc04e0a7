import type {
  AlertAction,
  CellAlert,
  CellFacts,
  CellObservation,
  CellSpectrum,
  CycleSummary,
  ObservationRetraction,
  PulseResistance,
  RecordBatch,
  Reject,
  ResistanceEstimate,
  TestMove,
} from '@cellwatch/events';
import type { DeadLetter } from '@cellwatch/timescale';

interface Values {
  records: RecordBatch;
  facts: CellFacts;
  observation: CellObservation | ObservationRetraction;
  move: TestMove;
  spectrum: CellSpectrum;
  cycle: CycleSummary;
  resistance: ResistanceEstimate;
  pulse: PulseResistance;
  alert: CellAlert;
  action: AlertAction;
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
  if (kind === 'records') return value.length;
  // A point is three numbers.
  if (kind === 'spectrum') return 4 + Math.ceil(value.frequency_hertz.length / 10);
  // A picture of some megabytes fills a transaction by itself.
  if (kind === 'observation' && !value.retracted)
    return (
      4 + Math.ceil(((value.attachment?.bytes_base64.length ?? 0) + 60 * (value.sweep?.voltage_volt.length ?? 0)) / 500)
    );
  return 4;
}
