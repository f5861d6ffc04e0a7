import {
  defaultRules,
  evolveCycleRules,
  evolveFusion,
  evolveRecordRules,
  initialCycleRulesState,
  initialFusionState,
  initialRecordRulesState,
} from '@cellwatch/detection';
import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { CellAlert, CellFacts, CycleSummary, RecordBatch } from '@cellwatch/events';
import type { Pool } from '@cellwatch/timescale';

export interface Results {
  cycles: Omit<CycleSummary, 'revision'>[];
  alerts: Omit<CellAlert, 'revision'>[];
}

/** What the law asks for: one in-order pass of the pure folds over a cell's records, without any transport or database. */
export function expectedResults(facts: CellFacts, batches: readonly RecordBatch[]): Results {
  const cycles = new Map<string, CycleSummary>();
  const alerts: CellAlert[] = [];
  let cycling = initialCyclingState(facts);
  let records = initialRecordRulesState(facts);
  const rules = defaultRules();
  for (const batch of batches) {
    const folded = evolveCycling(cycling, batch);
    const judged = evolveRecordRules(records, batch, rules);
    if (folded.disordered || judged.disordered) throw new Error('expected batches in order of their records');
    cycling = folded.state;
    records = judged.state;
    for (const cycle of folded.cycles) cycles.set(`${cycle.test_id} ${cycle.first_record_index}`, cycle);
    alerts.push(...judged.alerts);
  }
  alerts.push(...evolveCycleRules(initialCycleRulesState(facts), [...cycles.values()], defaultRules()).alerts);
  // An episode is told again as it changes: the last of each key stands.
  const last = new Map(alerts.map((alert) => [`${alert.rule} ${alert.test_id} ${alert.record_index}`, alert]));
  const shorts = evolveFusion(initialFusionState(facts), [...last.values()], defaultRules()).alerts;
  return sorted({ cycles: [...cycles.values()], alerts: [...last.values(), ...shorts] });
}

/** The same of what the services have landed. */
export async function landedResults(pool: Pool, cell_id: string): Promise<Results> {
  const rows = async <T>(sql: string) => (await pool.query<{ row: T }>(sql, [cell_id])).rows.map(({ row }) => row);
  return sorted({
    cycles: await rows<CycleSummary>(`select to_jsonb(c) as row from cycles_current c where cell_id = $1`),
    alerts: await rows<CellAlert>(
      `select to_jsonb(a) - 'committed_at' as row from alerts_current a where cell_id = $1`,
    ),
  });
}

function sorted(results: { cycles: CycleSummary[]; alerts: CellAlert[] }): Results {
  const plain = <T extends { revision: number }>({ revision: _, ...rest }: T): Omit<T, 'revision'> =>
    JSON.parse(JSON.stringify(rest)) as Omit<T, 'revision'>;
  const by =
    <T>(key: (value: T) => string) =>
    (a: T, b: T) =>
      key(a) < key(b) ? -1 : 1;
  return {
    cycles: results.cycles
      .map(plain)
      .sort(by((cycle) => `${cycle.test_id} ${String(cycle.first_record_index).padStart(12, '0')}`)),
    alerts: results.alerts
      .map(plain)
      .sort(by((alert) => `${alert.rule} ${alert.test_id} ${String(alert.record_index).padStart(12, '0')}`)),
  };
}
