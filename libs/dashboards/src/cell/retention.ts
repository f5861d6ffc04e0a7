import {
  BigValueColorMode,
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import type { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { cyclesOfCell } from '../cycles-of-cell.js';
import { units } from '../fields.js';
import { number, overCycles } from '../panels.js';

export function capacityRetention(): TrendPanel {
  return overCycles(
    'Capacity retention',
    'Reversible capacity over that of the reference cycle, which the panel beside names: discharge capacity in a full cell, charge capacity in an anode half-cell. Empty across different operating conditions (regimes), for such a ratio means nothing. The dashed line at 80 % is a common end of life, not this cell’s agreed one.',
    cyclesOfCell('capacity_retention'),
  )
    .unit(units.ratio)
    .decimals(1)
    .axisLabel('of the reference cycle')
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { value: null, color: 'red' },
        { value: 0.8, color: 'green' },
      ]),
    )
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

export function retentionReference(): StatPanel {
  return number(
    'Retention is over',
    'The reference of the newest complete cycle’s retention: which kind, and its number (derived_cycle_count). A reference is of the same operating conditions as the cycle. Empty: no reference yet, or the cell’s system is not declared.',
    `
select retention_reference || ', cycle ' || retention_reference_cycle_count as retention_reference
from cycles_current
where cell_id = \${cell:sqlstring} and status = 'complete' and capacity_retention is not null
order by derived_cycle_count desc
limit 1`,
  )
    .noValue('none')
    .colorMode(BigValueColorMode.None)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('/^retention_reference$/'));
}
