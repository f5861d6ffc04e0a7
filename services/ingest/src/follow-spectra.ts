import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { readSpectra, type ReadOptions } from '@cellwatch/cyclers';
import { encodeResult, topics, type CellSpectrum, type Reject, type RejectReason } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { readFacts, readSource, readSpectrum, saveSource, type Pool } from '@cellwatch/timescale';
import { fileSpectra } from './file-spectra.js';
import { holdsRecords } from './holds-records.js';
import { publishSpectra } from './publish-spectra.js';
import { spectraBytes } from './spectra-bytes.js';
import { emptyTally, type Tally } from './tally.js';

export interface SpectraFollowed {
  tally: Tally;
  /** The file is a cycler's as well. */
  has_records: boolean;
  /** What a sweep outgrew has not landed yet and cannot be taken back yet. */
  pending: boolean;
}

interface TakenSpectra {
  cell_id: string;
  spectra: { spectrum_id: string; revision: number; retracted: boolean }[];
}

const reasons: Record<string, RejectReason> = {
  empty: 'empty',
  unit_unknown: 'unit_suspect',
  phase_unit: 'unit_suspect',
  columns_shifted: 'too_many_fields',
};
const bytesKept = 4096;

/**
 * Takes what a file of impedance sweeps holds now; null where it is no such file. Published first, then what was taken is saved: a
 * crash between the two publishes the same spectra again, which have the same names. A sweep that was taken while it still ran is
 * another spectrum than the whole one, and is taken back. What replaces another file under its name takes nothing back.
 */
export async function followSpectra(
  stream: Stream,
  pool: Pool,
  path: string,
  options: ReadOptions,
): Promise<SpectraFollowed | null> {
  const naming = { file_name: basename(path), date_order: options.date_order };
  const bytes = await spectraBytes(path, naming);
  if (!bytes) return null;
  const file = readSpectra(bytes, naming);
  if (file.kind === 'refused' && file.reason === 'not_impedance') return null;
  const tally = emptyTally();
  const has_records = holdsRecords(bytes, options);
  const source = `${path}#spectra`;
  const fingerprint = createHash('sha256').update(bytes).digest('hex');
  const known = await readSource(pool, source);
  if (known?.fingerprint === fingerprint) return { tally, has_records, pending: false };

  if (file.kind === 'refused') {
    // What is refused as a sweep may be sound as a cycler's.
    if (has_records) return null;
    const { line, reason, message } = file;
    const cell_id = options.cell_id ?? naming.file_name.slice(0, 200);
    await reject([refusalOf(path, cell_id, bytes, { line, reason, message: `${reason}: ${message}` })]);
    return { tally, has_records, pending: false };
  }
  const before = (known?.parser_state as TakenSpectra | undefined) ?? null;
  const cell_id = options.cell_id ?? file.spectra[0].meta.specimen;
  const area_cm2 = (await readFacts(pool, cell_id)).area_cm2 ?? null;
  const { spectra, refused } = fileSpectra(file, { cell_id, area_cm2, time_zone: options.time_zone });
  const fresh = spectra.map((spectrum) => revised(spectrum, before));
  const outgrown = await outgrownBy(pool, spectra, before);
  await publishSpectra(stream, [...fresh, ...outgrown.spectra]);
  // A cycler's rows are no points of a sweep, and no loss.
  if (!has_records) await reject(refused.map((one) => refusalOf(path, cell_id, bytes, { reason: 'rows', ...one })));
  tally.cell_id = cell_id;
  tally.spectra = spectra.length;
  const now = [...fresh, ...outgrown.spectra].map(({ spectrum_id, revision, retracted }) => ({ spectrum_id, revision, retracted })); // prettier-ignore
  const older = before?.spectra.filter((one) => !now.some(({ spectrum_id }) => spectrum_id === one.spectrum_id)) ?? [];
  const parser_state: TakenSpectra = { cell_id, spectra: [...older, ...now] };
  await saveSource(pool, {
    source,
    cell_id,
    // Not the whole is done: it is looked at again.
    fingerprint: outgrown.pending ? '' : fingerprint,
    size: bytes.length,
    parser_state,
  });
  return { tally, has_records, pending: outgrown.pending };

  async function reject(rejects: Reject[]): Promise<void> {
    await stream.publish(rejects.map((one) => ({ topic: topics.rejects, key: one.cell_id, value: encodeResult(one) })));
    for (const { reason, message } of rejects) {
      tally.rejects[reason] ??= { count: 0, first: message };
      tally.rejects[reason].count += 1;
    }
  }
}

/** One that was taken back as outgrown and is there again comes as a newer revision. */
function revised(spectrum: CellSpectrum, before: TakenSpectra | null): CellSpectrum {
  const last = before?.spectra.find(({ spectrum_id }) => spectrum_id === spectrum.spectrum_id);
  return last ? { ...spectrum, revision: last.revision + (last.retracted ? 1 : 0) } : spectrum;
}

/** What was taken of the file before and is now the beginning of a longer sweep, to be taken back. */
async function outgrownBy(
  pool: Pool,
  spectra: readonly CellSpectrum[],
  before: TakenSpectra | null,
): Promise<{ spectra: CellSpectrum[]; pending: boolean }> {
  const outgrown: CellSpectrum[] = [];
  let pending = false;
  for (const { spectrum_id, retracted } of before?.spectra ?? []) {
    if (retracted || spectra.some((spectrum) => spectrum.spectrum_id === spectrum_id)) continue;
    const last = await readSpectrum(pool, before!.cell_id, spectrum_id);
    if (!last) pending = true;
    else if (!last.retracted && spectra.some((spectrum) => begins(spectrum, last)))
      outgrown.push({ ...last, revision: last.revision + 1, retracted: true });
  }
  return { spectra: outgrown, pending };
}

function begins(whole: CellSpectrum, part: CellSpectrum): boolean {
  const columns = ['frequency_hertz', 'real_impedance_ohm', 'imaginary_impedance_ohm'] as const;
  return columns.every(
    (column) =>
      part[column].length < whole[column].length && part[column].every((value, at) => value === whole[column][at]),
  );
}

function refusalOf(
  path: string,
  cell_id: string,
  bytes: Uint8Array,
  { line, reason, message }: { line: number; reason: string; message: string },
): Reject {
  let from = 0;
  for (let at = 1; at < line && from >= 0; at++) from = bytes.indexOf(10, from) + 1 || -1;
  return {
    source: path,
    cell_id,
    test_id: null,
    reason: reasons[reason] ?? 'impedance_sweep',
    message: `${path}${line > 0 ? `:${line}` : ''}: ${message}`,
    line,
    bytes_base64: Buffer.from(bytes.subarray(Math.max(0, from), Math.max(0, from) + bytesKept)).toString('base64'),
  };
}
