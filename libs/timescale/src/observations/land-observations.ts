import type { CellObservation, ObservationRetraction } from '@cellwatch/events';
import type { PoolClient } from 'pg';
import { landCells } from '../cells/land-cells.js';

/** Lands observations and retractions, each revision once; a repeat is a no-op. */
export async function landObservations(
  client: PoolClient,
  observations: readonly (CellObservation | ObservationRetraction)[],
): Promise<void> {
  if (observations.length === 0) return;
  await landCells(
    client,
    observations.map(({ cell_id }) => cell_id),
  );
  const rows = observations.map((observation) => {
    if (observation.retracted) return observation;
    const { attachment, ...others } = observation;
    if (!attachment) return others;
    const { name, media_type, sha256, bytes_base64 } = attachment;
    return {
      ...others,
      attachment_name: name,
      attachment_media_type: media_type,
      attachment_sha256: sha256,
      bytes_base64,
    };
  });
  await client.query(
    `insert into observations (
      cell_id, observation_id, revision, retracted, quantity, value, unit, standard_uncertainty, method, specimen,
      derived_cycle_count, observed_at, note, attachment_name, attachment_media_type, attachment_sha256, attachment, sweep
    )
    select
      cell_id, observation_id, revision, retracted, quantity, value, unit, standard_uncertainty, method, specimen,
      derived_cycle_count, observed_at, note, attachment_name, attachment_media_type, attachment_sha256,
      decode(bytes_base64, 'base64'), sweep
    from json_to_recordset($1::json) as observed (
      cell_id text, observation_id text, revision integer, retracted boolean, quantity text, value float8, unit text,
      standard_uncertainty float8, method text, specimen text, derived_cycle_count integer, observed_at timestamptz,
      note text, attachment_name text, attachment_media_type text, attachment_sha256 text, bytes_base64 text, sweep json
    )
    on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
