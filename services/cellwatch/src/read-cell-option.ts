import { noFacts, type CellFacts } from '@cellwatch/events';
import { readCellsFile } from './cells-file.js';
import { exitCodes, UserError } from './exit-codes.js';

/** `--cell`: a file of one cell's facts (.yaml, .yml, .json), else a cell's name about which nothing is declared. */
export async function readCellOption(option: string | undefined): Promise<CellFacts | undefined> {
  if (option === undefined) return undefined;
  if (!/\.(ya?ml|json)$/i.test(option)) return { cell_id: option, facts_version: noFacts };
  const cells = await readCellsFile(option);
  if (cells.length === 1) return cells[0];
  const names = cells.slice(0, 3).map(({ cell_id }) => cell_id);
  throw new UserError(
    `--cell ${option}: it describes ${cells.length} cells (${names.join(', ')}${cells.length > 3 ? ', …' : ''}), expected ` +
      'one; `cellwatch cell declare` takes all of them, and --cell NAME books a file on one',
    exitCodes.usage,
  );
}
