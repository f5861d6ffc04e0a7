import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { isOpen } from '../alert-columns.js';
import { boardRange, cellBoardUrl } from '../cell-board-url.js';
import { colouredCell, hidden, link, unit, units, width, words } from '../fields.js';
import { listing } from '../panels.js';
import { stateWords, stepWord } from '../step-words.js';

const sql = `
select
  cells.cell_id,
  case
    when test.test_key is null then 'no records'
    when not test.live then 'finished'
    else ${stepWord('point.step_type')}
  end as state,
  test.last_recorded_at,
  point.voltage_volt, point.current_ampere, point.temperature_t1_celsius,
  cycle.derived_cycle_count, cycle.cycle_charging_capacity_ah, cycle.cycle_discharging_capacity_ah,
  cycle.coulombic_efficiency, cycle.capacity_retention,
  coalesce(standing.alerts, 0) as open_alerts,
  ${boardRange.trim()}
from cells
left join lateral (
  select * from tests where tests.cell_id = cells.cell_id order by last_recorded_at desc, test_key desc limit 1
) as test on true
left join lateral (
  select * from records
  where records.test_key = test.test_key and records.record_index = test.last_record_index
    and records.recorded_at between test.first_recorded_at and test.last_recorded_at
  order by records.recorded_at desc limit 1
) as point on true
left join lateral (
  select * from cycles_current
  where cycles_current.cell_id = cells.cell_id and status = 'complete'
  order by derived_cycle_count desc limit 1
) as cycle on true
left join (select cell_id, count(*) as alerts from alerts_current as alert where ${isOpen} group by cell_id) as standing
  on standing.cell_id = cells.cell_id
order by open_alerts desc, cells.cell_id
limit 2000`;

export function cells(): TablePanel {
  return listing(
    'Cells',
    `One row a cell, those with alerts first; the time range does not matter. Click a cell for its own board.

State: what the cycler was doing at the newest record; finished: the newest test's source no longer runs (an imported file). Voltage (V), current (A; positive charges the cell) and temperature (°C) are the newest record's.

Cycle, capacities (Ah, never negative), coulombic efficiency and retention are the newest complete cycle's. Coulombic efficiency is the second half's capacity over the first's: discharge/charge in a full cell, charge/discharge in an anode half-cell; empty where the cell's system is not declared or a half is missing. Retention is over the reference cycle that the cell's board names.

Open alerts: critical ones and warnings that fire now and that nobody has acknowledged or resolved.`,
    sql,
  )
    .overrideByName('cell_id', [...link('Open the cell', cellBoardUrl), ...width(220)])
    .overrideByName('state', [{ id: 'mappings', value: words(stateWords) }, ...colouredCell, ...width(110)])
    .overrideByName('voltage_volt', unit(units.volt, 4))
    .overrideByName('current_ampere', unit(units.ampere, 4))
    .overrideByName('temperature_t1_celsius', unit(units.celsius, 1))
    .overrideByName('cycle_charging_capacity_ah', unit(units.ampereHour, 4))
    .overrideByName('cycle_discharging_capacity_ah', unit(units.ampereHour, 4))
    .overrideByName('coulombic_efficiency', unit(units.ratio, 2))
    .overrideByName('capacity_retention', unit(units.ratio, 1))
    .overrideByName('open_alerts', [
      ...colouredCell,
      {
        id: 'thresholds',
        value: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'transparent' },
            { value: 1, color: 'red' },
          ],
        },
      },
    ])
    .overrideByName('board_from', hidden)
    .overrideByName('board_to', hidden);
}
