import type { Queryable } from '../pool.js';

export interface Campaign {
  campaign: string;
  cells: number;
  /** Of equal factors. */
  groups: number;
  /** Cells whose facts say that they failed, or were withdrawn. */
  failed: number;
  withdrawn: number;
}

/** Every campaign that some cell’s current facts name, by name. */
export async function readCampaigns(client: Queryable): Promise<Campaign[]> {
  const { rows } = await client.query<Campaign>(
    `select
      facts ->> 'campaign' as campaign,
      count(*)::integer as cells,
      count(distinct coalesce(facts -> 'factors', '{}'))::integer as groups,
      count(facts -> 'failed_at_cycle')::integer as failed,
      count(facts -> 'withdrawn_at_cycle')::integer as withdrawn
    from cells
    where facts ? 'campaign'
    group by facts ->> 'campaign'
    order by facts ->> 'campaign'`,
  );
  return rows;
}
