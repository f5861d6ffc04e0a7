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
const mostRows = 1500;

const sql = `
with told as (
  select *, dense_rank() over (order by derived_cycle_count desc) as place
  from pulses_current
  where cell_id = \${cell:sqlstring} and half_depth is not null and derived_cycle_count is not null
)
select half_depth, pulse_resistance_ohm,
  'cycle ' || derived_cycle_count || ' ' || kind || ' ' || direction || ', ' || delay as series
from told
cross join lateral (values ('1 s', resistance_1s_ohm), ('10 s', resistance_10s_ohm)) as at (delay, pulse_resistance_ohm)
where place <= ${cyclesShown} and pulse_resistance_ohm is not null
order by derived_cycle_count, kind, direction, delay, half_depth
limit ${mostRows}`;

const field = (name: string) => ({ matcher: { id: 'byName', options: name } });

export function pulseResistance(): XYChartPanel {
  return new XYChartPanel()
    .title('Pulse resistance')
    .description(
      `(V − V before) / (I − I before) 1 s and 10 s after the edge of a pulse, Ω, of the last ${cyclesShown} cycles that have pulses; a series is of one cycle, direction and delay, for only such compare. Horizontally what the half-cycle had passed before the pulse, over the cell’s capacity. A pulse resistance, not a charge-transfer resistance: the 10 s value holds diffusion too. The board shows the value without diffusion, and what impedance fits say beside it.`,
    )
    .datasource(datasource)
    .withTarget(sqlQuery(sql))
    .withTransformation({
      id: 'partitionByValues',
      options: { fields: ['series'], keepFields: false, naming: { asLabels: true } },
    })
    .mapping(SeriesMapping.Manual)
    .series([new XYSeriesConfigBuilder().x(field('half_depth')).y(field('pulse_resistance_ohm'))])
    .show(XYShowMode.Points)
    .pointSize({ fixed: 4 })
    .legend(legend())
    .overrideByName('half_depth', [...unit(units.ratio, 1), { id: 'custom.axisLabel', value: 'passed in the half' }])
    .overrideByName('pulse_resistance_ohm', [...unit(units.ohm, 2), { id: 'custom.axisLabel', value: 'resistance' }]);
}
