import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { unit, units, width } from '../fields.js';
import { listing } from '../panels.js';

export function cyclePurposes(): TablePanel {
  return listing(
    'What the cycles are for',
    'Cycles in a row of one purpose and one set of conditions: formation and check-ups as declared, pulses and titrations as found, the rest cycling. Conditions (regime) as measured; no baseline crosses them. Set point: as declared; temperature: mean of what was measured.',
    `
select purpose, regime, min(derived_cycle_count) as first_cycle, max(derived_cycle_count) as last_cycle, count(*) as cycles,
  avg(temperature_celsius) as temperature_celsius, min(temperature_set_point_celsius) as temperature_set_point_celsius
from (
  select *, row_number() over (order by derived_cycle_count)
    - row_number() over (partition by purpose, regime, temperature_set_point_celsius order by derived_cycle_count) as run
  from cycles_current
  where cell_id = \${cell:sqlstring} and status = 'complete'
) as complete
group by purpose, regime, temperature_set_point_celsius, run
order by first_cycle desc
limit 300`,
  )
    .overrideByName('regime', width(420))
    .overrideByRegexp('/_celsius$/', unit(units.celsius, 1));
}
