import {
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { PanelBuilder as TrendPanel } from '@grafana/grafana-foundation-sdk/trend';
import { datasource, sqlQuery } from './sql-query.js';

/** A panel's SQL keeps to it: rows times series. */
export const mostPoints = 5000;

/** Grafana rounds the interval down by up to a half, so this many asked for are at most 1.5 times as many buckets. */
export const bucketsAsked = 1000;

export const legend = () =>
  new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs([]);

const tooltip = () => new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.None);

/** Something over wall-clock time. */
export function overTime(title: string, description: string): TimeSeriesPanel {
  return new TimeSeriesPanel()
    .title(title)
    .description(description)
    .datasource(datasource)
    .maxDataPoints(bucketsAsked)
    .legend(legend())
    .tooltip(tooltip())
    .lineWidth(1)
    .showPoints(VisibilityMode.Auto);
}

/** Something over `derived_cycle_count`, which the query must return first and rising. */
export function overCycles(title: string, description: string, sql: string): TrendPanel {
  return new TrendPanel()
    .title(title)
    .description(description)
    .datasource(datasource)
    .xField('derived_cycle_count')
    .withTarget(sqlQuery(sql))
    .legend(legend())
    .tooltip(tooltip())
    .lineWidth(1)
    .pointSize(4)
    .showPoints(VisibilityMode.Always);
}

export function listing(title: string, description: string, sql: string): TablePanel {
  return new TablePanel()
    .title(title)
    .description(description)
    .datasource(datasource)
    .withTarget(sqlQuery(sql))
    .filterable(true);
}

/** One number, in a column of its own. */
export function number(title: string, description: string, sql: string): StatPanel {
  return new StatPanel()
    .title(title)
    .description(description)
    .datasource(datasource)
    .withTarget(sqlQuery(sql))
    .noValue('0')
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false));
}
