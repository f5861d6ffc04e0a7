import { readFile } from 'node:fs/promises';
import type { CellFacts } from '@cellwatch/events';
import { describedCells } from './described-cells.js';
import { exitCodes, UserError } from './exit-codes.js';

/** The cells that a file describes (YAML or JSON). What is wrong in it is told all at once, a line each. */
export async function readCellsFile(path: string): Promise<CellFacts[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`${path}: ${(cause as Error).message}`, exitCodes.usage);
  }
  const { cells, problems } = describedCells(text, path);
  if (problems.length > 0) throw new UserError(problems.join('\n'), exitCodes.usage);
  return cells;
}
