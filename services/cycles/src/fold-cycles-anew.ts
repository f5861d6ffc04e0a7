import { foldStored } from '@cellwatch/folding';
import type { CellFacts, CycleSummary } from '@cellwatch/events';
import type { PoolClient } from '@cellwatch/timescale';
import { cyclesFold } from './cycles-fold.js';

/** A cell's cycles folded anew from its stored records by the very fold that runs live. Writes nothing, publishes nothing. */
export async function foldCyclesAnew(
  client: PoolClient,
  cell_id: string,
): Promise<{ facts: CellFacts; cycles: CycleSummary[] }> {
  const { facts, results, disordered } = await foldStored(cyclesFold, client, cell_id);
  if (disordered) throw new Error(`${cell_id} is out of order in the tables, expected key order`);
  return { facts, cycles: results };
}
