import type { AlertRule, CellAlert } from '@cellwatch/events';
import { inTransaction, landAlerts, type Pool } from '@cellwatch/timescale';
import { seededCells, testOf } from './seed-fleet.js';

const hour = 3_600;
const chartOf = (y: (number | null)[], x_quantity = 'derived_cycle_count', from = 41) => ({
  x_quantity,
  x: y.map((_, index) => from + index),
  y,
});
const steady = [0.9987, 0.9988, 0.9986, 0.9987, null, 0.9986, 0.9988, 0.9987, 0.9987];

/** An episode of a rule in a seeded cell, with this and that changed. */
export function episode(
  cell_id: string,
  rule: AlertRule,
  { evidence, ...changes }: Partial<Omit<CellAlert, 'evidence'>> & { evidence?: Partial<CellAlert['evidence']> } = {},
): CellAlert {
  return {
    cell_id,
    rule,
    test_id: testOf(cell_id),
    record_index: 100,
    rule_version: 1,
    rules_version: '0',
    topic: 'cycler.records',
    facts_version: seededCells.find(({ facts }) => facts.cell_id === cell_id)!.facts.facts_version,
    revision: 1,
    retracted: false,
    status: 'firing',
    severity: 'critical',
    raised_at_unix_second: null,
    changed_at_unix_second: null,
    derived_cycle_count: null,
    changed_cycle_count: null,
    message: `${rule} in ${cell_id}.`,
    ...changes,
    evidence: {
      quantity: 'voltage_volt',
      unit: 'V',
      value: 3.9,
      limit: 4,
      baseline: null,
      regime: null,
      first_record_index: 100,
      last_record_index: 160,
      chart: null,
      ...evidence,
    },
  };
}

export const drop = (now_second: number): CellAlert =>
  episode('assb-03', 'CE_DROP', {
    rule_version: 3,
    rules_version: '9f2c6a01b3d4e5f6',
    topic: 'cell.cycles',
    record_index: 18_817,
    derived_cycle_count: 50,
    changed_cycle_count: 50,
    raised_at_unix_second: now_second - 5 * hour,
    changed_at_unix_second: now_second - 5 * hour,
    message: 'Coulombic efficiency fell to 93.10 % in cycle 50, 6.77 percentage points below the median of the last 9.',
    evidence: {
      quantity: 'coulombic_efficiency',
      unit: '1',
      value: 0.931,
      limit: 0.9887,
      baseline: 0.9987,
      regime: 'charge 0.3C to 4.30 V CC, discharge 0.3C to 2.00 V CC, 60 °C',
      first_record_index: 18_817,
      last_record_index: 19_200,
      chart: chartOf([...steady, 0.931]),
    },
  });

export const dip = (now_second: number): CellAlert =>
  episode('assb-05', 'SOFT_DIP', {
    status: 'pending',
    severity: 'warning',
    raised_at_unix_second: now_second - 600,
    message: 'The voltage fell by 8.6 mV while charging, once.',
    evidence: {
      value: 3.8914,
      limit: 3.894,
      baseline: 3.9,
      chart: chartOf([3.897, 3.898, 3.899, 3.9, 3.8914, 3.9], 'test_time_second', 52_000),
    },
  });

/** A lab's morning: two that nobody has seen, one of two signs, one pending, one of the data, one that ended. */
export async function seedAlerts(pool: Pool, now_second: number): Promise<void> {
  await inTransaction(pool, (client) =>
    landAlerts(client, [
      drop(now_second),
      dip(now_second),
      episode('half-11', 'SOFT_SHORT', {
        topic: 'cell.alerts',
        derived_cycle_count: 21,
        raised_at_unix_second: now_second - 2 * hour,
        message:
          'A soft short by two signs: CE_DROP (Coulombic efficiency fell to 95.1 %.) and OVERCHARGE (The charge took 131 % of the usual capacity.)',
        evidence: { quantity: 'short_signs', unit: '1', value: 2, limit: 2 },
      }),
      episode('unknown-17', 'DATA_UNIT', {
        severity: 'notice',
        topic: 'cell.cycles',
        raised_at_unix_second: now_second - hour,
        message: 'The capacity is off by about a thousand: milli-units under a plain header.',
        evidence: { quantity: 'cycle_charging_capacity_ah', unit: 'Ah', value: 1.79, limit: 0.02 },
      }),
      episode('assb-07', 'OVERCHARGE', {
        status: 'cleared',
        severity: 'warning',
        raised_at_unix_second: now_second - 30 * hour,
        changed_at_unix_second: now_second - 26 * hour,
        message: 'The charge took 112 % of the usual capacity.',
        evidence: { quantity: 'capacity_ratio', unit: '1', value: 1.12, limit: 1.1 },
      }),
      episode('assb-01', 'OVERCHARGE', {
        status: 'cleared',
        severity: 'warning',
        raised_at_unix_second: now_second - 30 * 24 * hour,
        changed_at_unix_second: now_second - 29 * 24 * hour,
        message: 'Long over.',
        evidence: { quantity: 'capacity_ratio', unit: '1', value: 1.12, limit: 1.1 },
      }),
    ]),
  );
  await pool.query(
    `update outbox set routed_at = now(), held_back = 'import: its test is not live' where cell_id in ('assb-07', 'half-11')`,
  );
  await pool.query(
    `with given_up as (
      insert into deliveries (route, attempts, sealed, dead_at, last_error)
      values ('webhook', 12, true, now(), 'the receiver answered 500') returning delivery_id, route
    )
    insert into delivery_events (outbox_id, route, delivery_id)
    select outbox_id, route, delivery_id from outbox, given_up where cell_id = 'assb-03' and rule = 'CE_DROP'`,
  );
}
