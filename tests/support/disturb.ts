import { sliceBatch, type QuantityName, type RecordBatch } from '@cellwatch/events';

/**
 * The same records as a bad day delivers them: cut anywhere, partly twice, out of order, and some first in an earlier export
 * with other values. What must come out is what `batches` in order give.
 */
export function disturb(batches: readonly RecordBatch[], random: () => number): RecordBatch[] {
  const cut = batches.flatMap((batch) => cutAnywhere(batch, random));
  const twice = cut.flatMap((batch) => (random() < 0.15 ? [batch, batch] : [batch]));
  const withOlder = twice.flatMap((batch) => (random() < 0.1 ? [olderExport(batch, random), batch] : [batch]));
  return shuffle(withOlder, random, [0, 3, 30, Infinity][Math.floor(random() * 4)]);
}

function cutAnywhere(batch: RecordBatch, random: () => number): RecordBatch[] {
  const parts: RecordBatch[] = [];
  for (let from = 0; from < batch.length;) {
    const to = Math.min(batch.length, from + 1 + Math.floor(random() * 200));
    parts.push(sliceBatch(batch, from, to));
    from = to;
  }
  return parts;
}

function olderExport(batch: RecordBatch, random: () => number): RecordBatch {
  const other = (values: Float64Array) => values.map((value) => (random() < 0.2 ? value + 0.01 : value));
  const name: QuantityName = 'voltage_volt';
  return {
    ...batch,
    exported_at: batch.exported_at - 1 - Math.floor(random() * 1000),
    columns: { ...batch.columns, [name]: other(batch.columns[name]!) },
  };
}

/** Each item moves at most about `reach` places. */
function shuffle<T>(items: readonly T[], random: () => number, reach: number): T[] {
  const place = (index: number) => (reach === Infinity ? random() : index + random() * reach);
  return items
    .map((item, index) => ({ item, place: place(index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
