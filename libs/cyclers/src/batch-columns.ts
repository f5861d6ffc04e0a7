import type { DictionaryColumn, QuantityName, RecordBatch } from '@cellwatch/events';

/** The batch that is being filled. Its arrays are handed over when it is taken, and new ones are made for the next. */
export interface BatchColumns {
  columns: Float64Array[];
  codes: Uint8Array;
  /** Writes the text's code for a row. */
  writeState(row: number, state: number, text: string): void;
  take(length: number): Pick<RecordBatch, 'length' | 'columns' | 'cycler_state'>;
}

export function batchColumns(quantities: readonly QuantityName[], capacity: number, hasState: boolean): BatchColumns {
  const codeOf = new Int16Array(256).fill(-1);
  let dictionary: string[] = [];
  // one allocation a batch
  const fresh = () => {
    const memory = new ArrayBuffer(quantities.length * capacity * 8);
    return quantities.map((_, k) => new Float64Array(memory, k * capacity * 8, capacity));
  };

  return {
    columns: fresh(),
    codes: new Uint8Array(capacity),
    writeState(row, state, text) {
      let code = codeOf[state];
      if (code < 0) {
        code = codeOf[state] = dictionary.length;
        dictionary.push(text);
      }
      this.codes[row] = code;
    },
    take(length) {
      const cut = <Column extends Float64Array | Uint8Array>(column: Column) =>
        (length === capacity ? column : column.slice(0, length)) as Column;
      const columns = Object.fromEntries(quantities.map((quantity, k) => [quantity, cut(this.columns[k])]));
      const cycler_state: DictionaryColumn = { dictionary, codes: cut(this.codes) };
      this.columns = fresh();
      this.codes = new Uint8Array(capacity);
      codeOf.fill(-1);
      dictionary = [];
      return { length, columns, ...(hasState ? { cycler_state } : {}) };
    },
  };
}
