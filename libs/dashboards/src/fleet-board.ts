import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { fleetUid } from './cell-board-url.js';
import { openAlerts } from './fleet/alerts.js';
import { cells } from './fleet/cells.js';
import { cellCount, openAlertCount, refusedCount, runningTestCount } from './fleet/counts.js';
import { ingestionRate } from './fleet/ingestion.js';
import { deadLetters, refusedOverTime, rejectedRows } from './fleet/refused.js';
import { stateHistory } from './fleet/state-history.js';

/** All cells at a glance, as Grafana's classic JSON. Panel ids are for ever: links and annotations name them. */
export function fleetBoard(): Dashboard {
  return new DashboardBuilder('Cellwatch: fleet')
    .uid(fleetUid)
    .description('All cells at a glance: state, newest values, open alerts, what comes in and what was refused.')
    .tags(['cellwatch'])
    .readonly()
    .time({ from: 'now-6h', to: 'now' })
    .refresh('10s')
    .withPanel(cellCount().id(1).span(6).height(4))
    .withPanel(runningTestCount().id(2).span(6).height(4))
    .withPanel(openAlertCount().id(3).span(6).height(4))
    .withPanel(refusedCount().id(4).span(6).height(4))
    .withRow(new RowBuilder('Cells').id(5))
    .withPanel(cells().id(6).span(24).height(12))
    .withPanel(stateHistory().id(7).span(24).height(10))
    .withRow(new RowBuilder('Alerts').id(8))
    .withPanel(openAlerts().id(9).span(24).height(9))
    .withRow(new RowBuilder('What comes in').id(10))
    .withPanel(ingestionRate().id(11).span(12).height(8))
    .withPanel(refusedOverTime().id(12).span(12).height(8))
    .withPanel(rejectedRows().id(13).span(12).height(9))
    .withPanel(deadLetters().id(14).span(12).height(9))
    .build();
}
