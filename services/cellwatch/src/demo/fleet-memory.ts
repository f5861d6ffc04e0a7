import { readSource, saveSource, type Pool } from '@cellwatch/timescale';
import type { SyntheticCellState } from '@cellwatch/synthetic-cell';

const source = 'synthetic fleet';

/** Where the simulated fleet is, kept as any other growing source: after a stop it goes on from there. */
export interface FleetMemory {
  starts_at_unix_second: number;
  history_second: number;
  states: Record<string, SyntheticCellState>;
}

export async function recallFleet(pool: Pool): Promise<FleetMemory | undefined> {
  const known = await readSource(pool, source);
  return known?.parser_state as FleetMemory | undefined;
}

export async function rememberFleet(pool: Pool, memory: FleetMemory): Promise<void> {
  const size = Object.values(memory.states).reduce((sum, { record_index }) => sum + record_index, 0);
  await saveSource(pool, { source, cell_id: source, fingerprint: '1', size, parser_state: memory });
}
