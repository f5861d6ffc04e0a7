import { cellNamed } from '../cell-named.js';
import type { Reading, ReadOptions } from '../cycler-reader.js';
import { makeReject } from '../make-reject.js';
import { biologicRecording } from './biologic-mpr.js';
import { newareRecording } from './neware-ndax.js';
import { recordingReadings } from './recording-readings.js';
import { refused, type Recording, type RecordingRefused } from './recording.js';

/** Binary files that are read when they are whole: what they begin with. */
const kinds = [
  { magic: 'PK\u0003\u0004', read: newareRecording },
  { magic: 'BIO-LOGIC MODULAR FILE', read: biologicRecording },
];

/** Whether a source begins as a binary file that can only be read whole. */
export function isRecording(bytes: Uint8Array): boolean {
  return kindOf(bytes) !== undefined;
}

function kindOf(bytes: Uint8Array) {
  return kinds.find(({ magic }) => magic.length <= bytes.length && [...magic].every((letter, i) => letter.charCodeAt(0) === bytes[i])); // prettier-ignore
}

/** Reads a whole binary file; one that cannot be read is one reject. */
export function readRecording(bytes: Uint8Array, options: ReadOptions): Reading[] {
  const recording = attempt(bytes);
  if (recording.kind === 'recording') return recordingReadings(recording, options);
  const where = { source: options.file_name, cell_id: options.cell_id ?? cellNamed(options.file_name), test_id: null, line: 0 }; // prettier-ignore
  return [{ kind: 'reject', reject: makeReject(where, recording.reason, recording.message, bytes) }];
}

/** Lengths and offsets in a broken file may point anywhere: reading beyond it is no bug. */
function attempt(bytes: Uint8Array): Recording | RecordingRefused {
  try {
    return kindOf(bytes)!.read(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    return refused('unreadable', `got "${(error as Error).message}", expected a whole file`);
  }
}
