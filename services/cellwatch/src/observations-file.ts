import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { declareObservation, DeclarationError, type CellObservation } from '@cellwatch/events';
import { exitCodes, UserError } from './exit-codes.js';
import { sweepOfCsv } from './sweep-of-csv.js';
import { nodeAt, nodeExactlyAt, type Path } from './yaml-node.js';

const mediaTypes: Record<string, string> = {
  '.csv': 'text/csv',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.txt': 'text/plain',
  '.zip': 'application/zip',
};

/**
 * The observations that a file lists (YAML or JSON). `attachment` is a file's path and `sweep` that of a CSV with columns
 * voltage_volt, current_ampere and perhaps time_second, both from the folder of the list. What is wrong is told all at once.
 */
export async function readObservationsFile(path: string): Promise<CellObservation[]> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new UserError(`${path}: ${cause.message}`, exitCodes.usage);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (offset = 0) => `${path}:${lines.linePos(offset).line}`;
  const refuse = (problems: string[]): never => {
    throw new UserError(problems.join('\n'), exitCodes.usage);
  };
  if (document.errors.length > 0) refuse(document.errors.map(({ pos, message }) => `${line(pos[0])}: ${message}`));
  const list: unknown = document.toJS({ maxAliasCount: 100 });
  if (!Array.isArray(list) || list.length === 0) return refuse([`${path}: it is no list, expected observations in it`]);

  const found: CellObservation[] = [];
  const problems: string[] = [];
  for (const [index, written] of list.entries()) {
    try {
      found.push(declareObservation(await withFiles(written, dirname(path))));
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      for (const { paths, message } of error.issues)
        problems.push(`${line(placeOf(document, index, paths))}: ${nameOf(written, index)}: ${message}`);
    }
  }
  if (problems.length > 0) refuse(problems);
  return found;
}

function placeOf(document: Document, index: number, paths: Path[]): number | undefined {
  const exact = paths.map((path) => nodeExactlyAt(document, [index, ...path])).find((node) => node !== undefined);
  return (exact ?? nodeAt(document, [index, ...(paths[0] ?? [])]))?.range?.[0];
}

function nameOf(written: unknown, index: number): string {
  const { cell_id, quantity } = (written ?? {}) as { cell_id?: unknown; quantity?: unknown };
  return `observation ${index + 1}${typeof cell_id === 'string' ? ` of cell ${cell_id}` : ''}${typeof quantity === 'string' ? `, ${quantity}` : ''}`;
}

async function withFiles(written: unknown, folder: string): Promise<unknown> {
  if (written === null || typeof written !== 'object' || Array.isArray(written)) return written;
  const { attachment, sweep, ...others } = written as { attachment?: unknown; sweep?: unknown };
  return {
    ...others,
    ...(attachment == null ? {} : { attachment: await attachmentOf(attachment, folder) }),
    ...(sweep == null ? {} : { sweep: sweepOfCsv(String(await contentOf('sweep', sweep, folder)), String(sweep)) }),
  };
}

async function attachmentOf(path: unknown, folder: string): Promise<object> {
  const bytes = await contentOf('attachment', path, folder);
  const name = basename(String(path));
  const media_type = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';
  return { name, media_type, bytes_base64: bytes.toString('base64') };
}

async function contentOf(field: string, path: unknown, folder: string): Promise<Buffer> {
  const refused = (message: string) => new DeclarationError(message, [{ paths: [[field]], message }]);
  if (typeof path !== 'string') throw refused(`${field} is ${JSON.stringify(path)}, expected a file’s path`);
  return readFile(resolve(folder, path)).catch((cause: Error) => {
    throw refused(`${field} ${path} cannot be read: ${cause.message}`);
  });
}
