import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { unit, units } from '../fields.js';
import { listing } from '../panels.js';

export function differentialPeaks(): TablePanel {
  return listing(
    'Peaks of dQ/dV, newest cycle first',
    'Peaks of dQ/dV in the halves that are one constant current: voltage as measured, height Ah/V, area Ah with its background, both positive for charge and discharge. Assignment: the expected peak within 30 mV, against lithium by the declared reference; half-cells only. In a full cell no half-cell peaks are claimed, for its voltage is cathode minus anode.',
    `
select derived_cycle_count, half,
  (peak ->> 'voltage_volt')::float8 as voltage_volt,
  (peak ->> 'height_ah_per_volt')::float8 as height_ah_per_volt,
  (peak ->> 'area_ah')::float8 as area_ah,
  peak ->> 'assignment' as assignment
from cycles_current
cross join lateral (values ('charge', charging_peaks), ('discharge', discharging_peaks)) as halves (half, peaks)
cross join lateral jsonb_array_elements(case jsonb_typeof(peaks) when 'array' then peaks else '[]' end) as peak
where cell_id = \${cell:sqlstring} and status = 'complete'
order by derived_cycle_count desc, half, voltage_volt
limit 1000`,
  )
    .overrideByName('voltage_volt', unit(units.volt, 3))
    .overrideByName('area_ah', unit(units.ampereHour, 4));
}
