/** Where the fields of the last line lie: `bytes[starts[i], ends[i])`. Fields beyond the arrays are only counted. */
export interface Fields {
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  /** Offset of the line end; the line's own text ends before a carriage return. */
  newline: number;
}

export function emptyFields(capacity: number): Fields {
  return { starts: new Int32Array(capacity), ends: new Int32Array(capacity), count: 0, newline: 0 };
}

/** Splits the line that begins at `start`; a line feed must follow. Quotes keep delimiters together and are left out. */
export function splitFields(bytes: Uint8Array, start: number, delimiter: number, fields: Fields): void {
  const { starts, ends } = fields;
  const capacity = starts.length;
  let count = 0;
  let from = start;
  let i = start;
  for (; ; i++) {
    const c = bytes[i];
    // tab, line feed, quote and comma are all below the digits and the signs
    if (c > 44) continue;
    if (c === delimiter) {
      if (count < capacity) {
        starts[count] = from;
        ends[count] = i;
      }
      count++;
      from = i + 1;
    } else if (c === 10) break;
    else if (c === 34 && i === from) return splitQuoted(bytes, start, delimiter, fields);
  }
  const end = i > start && bytes[i - 1] === 13 ? i - 1 : i;
  if (count < capacity) {
    starts[count] = from;
    ends[count] = Math.max(from, end);
  }
  fields.count = count + 1;
  fields.newline = i;
}

function splitQuoted(bytes: Uint8Array, start: number, delimiter: number, fields: Fields): void {
  const newline = bytes.indexOf(10, start);
  const end = bytes[newline - 1] === 13 ? newline - 1 : newline;
  let count = 0;
  for (let i = start; i <= end; i++, count++) {
    let from = i;
    let to: number;
    if (bytes[i] === 34) {
      from = ++i;
      while (i < end && bytes[i] !== 34) i++;
      to = i;
      while (i < end && bytes[i] !== delimiter) i++;
    } else {
      while (i < end && bytes[i] !== delimiter) i++;
      to = i;
    }
    if (count < fields.starts.length) {
      fields.starts[count] = from;
      fields.ends[count] = to;
    }
  }
  fields.count = count;
  fields.newline = newline;
}
