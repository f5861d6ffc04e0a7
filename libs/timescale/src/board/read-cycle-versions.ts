import type { CycleSummary } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

/** A cycle as one definition and one version of the facts have it. */
export interface CycleVersion {
  /** When its facts were declared; null where there were none. */
  declared_at: Date | null;
  /** It is what is shown now. */
  shown: boolean;
  cycle: CycleSummary;
}

/**
 * Every version of a cell's cycles that was ever computed and still stands by its own facts and definition; of the cycle of one
 * number, or of all. In order of the cycles, then of the facts as they were declared, then of the definitions.
 */
export async function readCycleVersions(
  client: Queryable,
  cell_id: string,
  derived_cycle_count: number | null = null,
): Promise<CycleVersion[]> {
  const { rows } = await client.query<CycleVersion>(
    `select facts.declared_at, shown.revision is not null as shown, to_json(latest) as cycle
    from (
      select distinct on (test_id, first_record_index, definition_version, facts_version) *
      from cycles where cell_id = $1
      order by test_id, first_record_index, definition_version, facts_version, revision desc
    ) latest
    left join cell_facts facts using (cell_id, facts_version)
    left join cycles_current shown
      using (cell_id, test_id, first_record_index, definition_version, facts_version, revision)
    where not latest.retracted and ($2::integer is null or latest.derived_cycle_count = $2)
    order by latest.derived_cycle_count, latest.test_id collate "C", latest.first_record_index,
      facts.declared_at nulls first, latest.definition_version`,
    [cell_id, derived_cycle_count],
  );
  return rows;
}
