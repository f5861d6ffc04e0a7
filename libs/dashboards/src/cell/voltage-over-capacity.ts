import {
  PanelBuilder as XYChartPanel,
  SeriesMapping,
  XYSeriesConfigBuilder,
  XYShowMode,
} from '@grafana/grafana-foundation-sdk/xychart';
import { unit, units } from '../fields.js';
import { legend } from '../panels.js';
import { datasource, sqlQuery } from '../sql-query.js';

const cyclesShown = 6;
const pointsPerHalf = 400;

/** The cycler's own counter, each half from its least value: integration belongs to the library, not to SQL. */
const sql = `
with numbered as (
  select test_id, first_record_index, last_record_index, derived_cycle_count,
    row_number() over (order by derived_cycle_count) as place, count(*) over () as total
  from cycles_current
  where cell_id = \${cell:sqlstring} and status = 'complete'
),
chosen as (
  select * from numbered
  where exists (select from generate_series(0, ${cyclesShown - 1}) as k where place = 1 + k * (total - 1) / ${cyclesShown - 1})
),
halves as (
  select chosen.derived_cycle_count, records.record_index, records.voltage_volt,
    case records.step_type when 2 then 'charge' else 'discharge' end as direction,
    case records.step_type
      when 2 then coalesce(records.source_charging_capacity_ah, records.source_capacity_ah)
      else coalesce(records.source_discharging_capacity_ah, records.source_capacity_ah)
    end as counter_ah
  from chosen
  join tests on tests.cell_id = \${cell:sqlstring} and tests.test_id = chosen.test_id
  join records on records.test_key = tests.test_key
    and records.record_index between chosen.first_record_index and chosen.last_record_index
  where records.step_type in (2, 3)
),
points as (
  select *,
    counter_ah - min(counter_ah) over (partition by derived_cycle_count, direction) as source_capacity_ah,
    row_number() over (partition by derived_cycle_count, direction order by record_index) as place,
    count(*) over (partition by derived_cycle_count, direction) as total
  from halves
  where counter_ah is not null
)
select source_capacity_ah, voltage_volt, 'cycle ' || derived_cycle_count || ' ' || direction as series
from points
where (place - 1) % (1 + (total - 1) / ${pointsPerHalf}) = 0
order by derived_cycle_count, direction, record_index`;

const field = (name: string) => ({ matcher: { id: 'byName', options: name } });

export function voltageOverCapacity(): XYChartPanel {
  return new XYChartPanel()
    .title('Voltage over capacity')
    .description(
      `Up to ${cyclesShown} complete cycles, spread evenly over the cell’s life, whatever the time range. Horizontally the capacity that passed in the half, Ah, by the cycler’s own counter as printed, from the half’s least value: it starts again where the cycler resets it within a half (charging at constant current, then at constant voltage). Empty where the cycler prints no counter. Vertically the cell voltage, V.`,
    )
    .datasource(datasource)
    .withTarget(sqlQuery(sql))
    .withTransformation({
      id: 'partitionByValues',
      options: { fields: ['series'], keepFields: false, naming: { asLabels: true } },
    })
    .mapping(SeriesMapping.Manual)
    .series([new XYSeriesConfigBuilder().x(field('source_capacity_ah')).y(field('voltage_volt'))])
    .show(XYShowMode.Points)
    .pointSize({ fixed: 2 })
    .legend(legend())
    .overrideByName('source_capacity_ah', [...unit(units.ampereHour, 4), { id: 'custom.axisLabel', value: 'capacity' }])
    .overrideByName('voltage_volt', [...unit(units.volt, 3), { id: 'custom.axisLabel', value: 'voltage' }]);
}
