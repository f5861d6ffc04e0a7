import type { PulseResistance } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/**
 * Lands pulses in message order. A key and revision is written once; only the row of an open one is overwritten, and never a
 * complete one by an open one. A repeat is a no-op.
 */
export async function landPulses(client: PoolClient, pulses: readonly PulseResistance[]): Promise<void> {
  if (pulses.length === 0) return;
  const landed = new Map<string, PulseResistance>();
  for (const pulse of pulses) {
    const { cell_id, test_id, first_record_index, definition_version, facts_version, revision } = pulse;
    const key = JSON.stringify([cell_id, test_id, first_record_index, definition_version, facts_version, revision]);
    if ((landed.get(key)?.status ?? 'open') === 'open') landed.set(key, pulse);
  }
  await landCells(
    client,
    pulses.map(({ cell_id }) => cell_id),
  );
  await client.query(
    `insert into pulses
    select * from json_populate_recordset(null::pulses, $1::json)
    on conflict (cell_id, test_id, first_record_index, definition_version, facts_version, revision) do update set
      (${overwritten.join(', ')}) = (${overwritten.map((column) => `excluded.${column}`).join(', ')})
    where pulses.status = 'open' and excluded.status = 'complete'`,
    [JSON.stringify([...landed.values()])],
  );
}

/** What the rest after a pulse tells. */
const overwritten: (keyof PulseResistance)[] = [
  'status',
  'retracted',
  'extrapolation',
  'extrapolation_reason',
  'rest_after',
  'flags',
];
