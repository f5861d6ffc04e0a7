import type { CellAlert } from '@cellwatch/events';

/** An alert of an hour ago. */
export function alertOf(over: Partial<CellAlert>): CellAlert {
  const raised_at_unix_second = Math.floor(Date.now() / 1000) - 3600;
  return {
    cell_id: 'cell/1',
    rule: 'OVERCHARGE',
    test_id: 'test',
    record_index: 7,
    rule_version: 1,
    rules_version: '0',
    topic: 'cell.cycles',
    status: 'firing',
    changed_at_unix_second: raised_at_unix_second + 60,
    changed_cycle_count: 9,
    facts_version: '0',
    revision: 1,
    retracted: false,
    severity: 'critical',
    raised_at_unix_second,
    derived_cycle_count: 9,
    message: 'Cycle 9: it goes on charging.',
    evidence: {
      quantity: 'cycle_charging_capacity_ah',
      unit: 'Ah',
      value: 2,
      limit: 1.25,
      baseline: 1,
      regime: 'slow',
      first_record_index: 7,
      last_record_index: 9,
      chart: { x_quantity: 'derived_cycle_count', x: [6, 7, 8, 9], y: [1, 1.01, 1, 2] },
    },
    ...over,
  };
}
