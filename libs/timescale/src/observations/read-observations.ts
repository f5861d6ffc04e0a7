import type { Queryable } from '../pool.js';

/** An observation that stands; the bytes of its attachment and the points of its sweep are read apart. */
export interface LandedObservation {
  cell_id: string;
  observation_id: string;
  revision: number;
  quantity: string;
  value: number | null;
  unit: string;
  standard_uncertainty: number | null;
  method: string;
  specimen: string | null;
  derived_cycle_count: number | null;
  observed_at: Date;
  note: string | null;
  attachment_name: string | null;
  attachment_media_type: string | null;
  attachment_sha256: string | null;
  attachment_bytes: number | null;
  sweep_points: number | null;
  landed_at: Date;
}

/** The observations of a cell that stand, in the order in which they were made. */
export async function readObservations(client: Queryable, cell_id: string): Promise<LandedObservation[]> {
  const { rows } = await client.query<LandedObservation>(
    `select * from observations_current where cell_id = $1 order by observed_at, quantity, observation_id`,
    [cell_id],
  );
  return rows;
}
