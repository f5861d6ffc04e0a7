import type { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { units } from '../fields.js';
import { overTime } from '../panels.js';
import { ofThisCell, recordsInWindow } from '../records-in-window.js';
import { sqlQuery } from '../sql-query.js';

const perInterval = (columns: string) =>
  sqlQuery(
    `
select $__timeGroup(records.recorded_at, $__interval) as "time", ${columns}
${recordsInWindow(ofThisCell).trim()}
group by 1
order by 1`,
    { format: 'time_series' },
  );

const thinned = 'Mean of each interval with its least and greatest record, so that no dip is lost by thinning.';

const envelope = (quantity: string) =>
  `avg(records.${quantity}) as ${quantity}, min(records.${quantity}) as "${quantity} least", max(records.${quantity}) as "${quantity} greatest"`;

export function voltage(): TimeSeriesPanel {
  return band(
    overTime('Voltage', `Cell voltage, V, as the cycler recorded it. ${thinned}`)
      .unit(units.volt)
      .decimals(4)
      .withTarget(perInterval(envelope('voltage_volt'))),
    'voltage_volt',
  );
}

export function current(): TimeSeriesPanel {
  return band(
    overTime(
      'Current',
      `Current, A; positive charges the cell (drives its voltage up), negative discharges it. Vendors differ; the sign was settled when the file was read. ${thinned}`,
    )
      .unit(units.ampere)
      .decimals(4)
      .withTarget(perInterval(envelope('current_ampere'))),
    'current_ampere',
  );
}

export function temperature(): TimeSeriesPanel {
  return overTime(
    'Temperature',
    'Mean of each interval, °C: temperature_t1_celsius is the first sensor on the cell, ambient_temperature_celsius the chamber. Empty where the source has no sensor.',
  )
    .unit(units.celsius)
    .decimals(1)
    .withTarget(
      perInterval(
        'avg(records.temperature_t1_celsius) as temperature_t1_celsius, avg(records.ambient_temperature_celsius) as ambient_temperature_celsius',
      ),
    );
}

/** Least and greatest are drawn as the thin edges of a filled band around the mean. */
function band(panel: TimeSeriesPanel, quantity: string): TimeSeriesPanel {
  return panel
    .overrideByName(`${quantity} least`, [
      { id: 'custom.lineWidth', value: 0 },
      { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
    ])
    .overrideByName(`${quantity} greatest`, [
      { id: 'custom.lineWidth', value: 0 },
      { id: 'custom.fillBelowTo', value: `${quantity} least` },
      { id: 'custom.fillOpacity', value: 25 },
      { id: 'custom.hideFrom', value: { legend: true, tooltip: false, viz: false } },
    ]);
}
