import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { declareFacts, noFacts, type CellFacts } from '@cellwatch/events';
import { UserError, exitCodes } from './exit-codes.js';

/** `--cell`: a file of facts (.yaml, .yml, .json), else a cell's name about which nothing is declared. */
export async function readCellOption(option: string | undefined): Promise<CellFacts | undefined> {
  if (option === undefined) return undefined;
  if (!/\.(ya?ml|json)$/i.test(option)) return { cell_id: option, facts_version: noFacts };
  let text: string;
  try {
    text = await readFile(option, 'utf8');
  } catch (cause) {
    throw new UserError(`--cell ${option}: ${(cause as Error).message}`, exitCodes.usage);
  }
  try {
    return declareFacts(parse(text));
  } catch (cause) {
    throw new UserError(`--cell ${option}: ${(cause as Error).message}`, exitCodes.usage);
  }
}
