import { declareFacts, type CellFacts, type CycleSummary } from '@cellwatch/events';
import { inTransaction, landCycles, landFacts, type Pool } from '@cellwatch/timescale';
import { cyclesOf, recordsOf, type SeededCell } from './seed-fleet.js';

export const campaign = 'Stack pressure, 60 °C';

function cell(
  pressure: number,
  replicate: number,
  cycles: number,
  fade: number,
  ended: Partial<CellFacts> = {},
): SeededCell {
  const cell_id = `p${pressure}-r${replicate}`;
  const facts = declareFacts({
    cell_id,
    campaign,
    system: 'full_cell',
    nominal_capacity_ah: 0.0020781,
    factors: { pressure_mpa: pressure },
    replicate: `R${replicate}`,
    ...ended,
  });
  return { facts, channel_id: String(replicate), live: true, cycles, fade };
}

/** Two groups of three replicates; one cell of the first has failed. The last cycle of each is still open. */
export const campaignCells: SeededCell[] = [
  cell(5, 1, 41, 0.0021),
  cell(5, 2, 40, 0.0024),
  cell(5, 3, 26, 0.0061, { failed_at_cycle: 25 }),
  cell(40, 1, 43, 0.0009),
  cell(40, 2, 42, 0.0008),
  cell(40, 3, 41, 0.001),
];

export function campaignCyclesOf(cell: SeededCell, now_second: number): CycleSummary[] {
  const seed = campaignCells.indexOf(cell) + 1;
  return cyclesOf(cell, recordsOf(cell, now_second, seed), seed);
}

/** Facts and cycles of the campaign, without records. */
export async function seedCampaign(pool: Pool, now_second: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    await landFacts(
      client,
      campaignCells.map(({ facts }) => facts),
    );
    for (const cell of campaignCells) await landCycles(client, campaignCyclesOf(cell, now_second));
  });
}
