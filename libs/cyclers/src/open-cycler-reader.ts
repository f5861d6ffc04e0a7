import type { RejectReason } from '@cellwatch/events';
import { cellNamed } from './cell-named.js';
import type { CyclerReader, Reading, ReadOptions, ReaderState } from './cycler-reader.js';
import { makeReject } from './make-reject.js';
import { isRecording, readRecording } from './recordings/read-recording.js';
import { longestLine, openRows, type Rows } from './open-rows.js';
import { headBytes, recognise, type Recognised } from './recognise.js';
import { zonedClock } from './zoned-clock.js';

const nothing = new Uint8Array(0);
/** Of a binary file that must be kept until its end. */
const mostKept = 2 ** 28;

/**
 * Reads one cycler file: which layout it has is seen from its head. Throws at once on options that cannot be right, never on
 * bytes: what cannot be taken becomes a reject.
 */
export function openCyclerReader(options: ReadOptions, resume?: ReaderState): CyclerReader {
  const perBatch = options.records_per_batch;
  if (perBatch !== undefined && !(Number.isInteger(perBatch) && perBatch > 0))
    throw new Error(`records_per_batch: got ${perBatch}, expected a whole number above 0`);
  zonedClock(options.time_zone);
  if (resume && resume.version !== 1) throw new Error(`reader state: got version ${resume.version}, expected 1`);

  let stage = resume?.stage ?? 'head';
  let head: Uint8Array = resume ? fromBase64(resume.head_base64) : nothing;
  let tail: Uint8Array = resume ? fromBase64(resume.tail_base64) : nothing;
  /** Of a binary file: what came after `tail`, in pieces, for it may come in very many. */
  let pieces: Uint8Array[] = [];
  let bytes = resume?.bytes ?? 0;
  /** Where the half-written line in `tail` begins. */
  let tailAt = resume?.tail_at ?? 0;
  let refused: Extract<Recognised, { kind: 'refused' }> | null = null;
  let ended = false;
  let rows: Rows | null = null;
  if (resume?.stage === 'rows') {
    const table = recognise(head, true);
    if (table.kind !== 'table')
      throw new Error('reader state: its head is no known table, expected the one it was taken from');
    rows = openRows(table, options, resume.rows, tail.length > 0 ? tailAt : bytes);
  }

  /** Looks at what has come so far; the stage changes at most once. */
  function look(final: boolean, out: Reading[]): void {
    if (isRecording(tail)) {
      stage = 'whole';
      return;
    }
    const seen = recognise(tail, final);
    if (seen.kind === 'more') return;
    const source = tail;
    if (seen.kind === 'refused') {
      stage = 'refused';
      refused = seen;
      giveRefusal(false, out);
      return;
    }
    stage = 'rows';
    head = source.slice(0, seen.end);
    rows = openRows(seen, options, null, seen.offset);
    tail = nothing;
    readLines(rows, source.subarray(seen.offset), out);
  }

  /** A piece of a binary file. The caller may use its memory again. */
  function keepPiece(piece: Uint8Array, out: Reading[]): void {
    pieces.push(piece.slice());
    if (bytes <= mostKept) return;
    tail = allOf(tail, pieces).subarray(0, headBytes);
    pieces = [];
    stage = 'refused';
    refused = { kind: 'refused', reason: 'binary', message: `got a binary file of more than ${mostKept} bytes, expected less: export it as text` }; // prettier-ignore
    giveRefusal(false, out);
  }

  /** One reject for the whole source, with its first bytes, once there are enough of them. */
  function giveRefusal(now: boolean, out: Reading[]): void {
    if (!refused || (!now && tail.length < headBytes)) return;
    refuseSource(refused.reason, refused.message, out);
    refused = null;
    tail = nothing;
  }

  function refuseSource(reason: RejectReason, what: string, out: Reading[]): void {
    const nobody = { cell_id: options.cell_id ?? cellNamed(options.file_name), test_id: null };
    const where = { source: options.file_name, ...(rows?.identity ?? nobody), line: 0 };
    out.push({ kind: 'reject', reject: makeReject(where, reason, what, tail) });
  }

  function readLines(to: Rows, chunk: Uint8Array, out: Reading[]): void {
    const offset = bytes - chunk.length;
    let from = 0;
    if (tail.length > 0) {
      const end = chunk.indexOf(10) + 1;
      if (end === 0) return keep(chunk, bytes);
      const line = joined(tail, chunk.subarray(0, end));
      tail = nothing;
      if (line.length - 1 > longestLine) to.refuseLong(line, offset + end, out);
      else to.read(line, 0, line.length, offset + end - line.length, out);
      from = end;
    }
    const end = Math.max(from, chunk.lastIndexOf(10) + 1);
    to.read(chunk, from, end, offset, out);
    keep(chunk.subarray(end), bytes);
  }

  /** Part of a line: it waits for the rest. Of a line that is too long already only its beginning is kept. */
  function keep(part: Uint8Array, now: number): void {
    if (tail.length === 0) tailAt = now - part.length;
    tail = joined(tail, part).subarray(0, longestLine + 1);
  }

  return {
    write(given) {
      if (ended) throw new Error('write after end');
      const out: Reading[] = [];
      // one class of array keeps the row loop fast: a Buffer is another
      const chunk = new Uint8Array(given.buffer, given.byteOffset, given.length);
      bytes += chunk.length;
      if (stage === 'rows') readLines(rows!, chunk, out);
      else if (stage === 'whole') keepPiece(chunk, out);
      else if (stage === 'head') {
        tail = joined(tail, chunk);
        look(false, out);
      } else if (refused) {
        tail = joined(tail, chunk.subarray(0, headBytes));
        giveRefusal(false, out);
      }
      return out;
    },
    flush() {
      const out: Reading[] = [];
      if (rows?.holds()) rows.emit(tail.length > 0 ? tailAt : bytes, out);
      giveRefusal(true, out);
      return out;
    },
    end() {
      const out: Reading[] = [];
      if (ended) return out;
      ended = true;
      if (stage === 'head') look(true, out);
      giveRefusal(true, out);
      if (stage === 'whole') out.push(...readRecording(allOf(tail, pieces), options));
      if (!rows) return out;
      if (tail.length > 0) {
        const line = joined(tail, new Uint8Array([10]));
        tail = nothing;
        rows.read(line, 0, line.length, bytes - line.length + 1, out);
      }
      rows.emit(bytes, out);
      return out;
    },
    breakOff(what) {
      const out = this.flush();
      if (ended) return out;
      ended = true;
      if (stage === 'whole') tail = allOf(tail, pieces);
      refuseSource('unreadable', what, out);
      tail = nothing;
      return out;
    },
    state() {
      const given = rows?.holds() ? rows.given() : null;
      return {
        version: 1,
        bytes: given ? given.bytes : bytes,
        // a refusal that was not given yet is found again
        stage: refused ? 'head' : stage,
        head_base64: toBase64(head),
        tail_base64: toBase64(given ? nothing : allOf(tail, pieces)),
        tail_at: tailAt,
        rows: given ? given.rows : (rows?.state() ?? null),
      };
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function allOf(first: Uint8Array, rest: readonly Uint8Array[]): Uint8Array {
  if (rest.length === 0) return first;
  const all = new Uint8Array(rest.reduce((sum, { length }) => sum + length, first.length));
  all.set(first);
  let at = first.length;
  for (const piece of rest) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
