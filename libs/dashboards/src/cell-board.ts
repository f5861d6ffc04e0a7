import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { alertTimeline } from './cell/alert-timeline.js';
import { alertAnnotations, cellAlerts } from './cell/alerts.js';
import { capacityPerCycle } from './cell/capacity.js';
import { chargeTransferResistance } from './cell/charge-transfer-resistance.js';
import { cycleTable } from './cell/cycle-table.js';
import { chargingEdge, dischargingEdge, edgeIntoRest } from './cell/edge-resistance.js';
import { averageEfficiency, coulombicEfficiency } from './cell/efficiency.js';
import { energyDensity } from './cell/energy-density.js';
import { cellFacts } from './cell/facts.js';
import { meanVoltages, voltageHysteresis } from './cell/mean-voltages.js';
import { differentialPeaks } from './cell/peaks.js';
import { pulseResistance } from './cell/pulse-resistance.js';
import { cyclePurposes } from './cell/purpose.js';
import { cycleRemarks } from './cell/remarks.js';
import { apparentShunt, leakCurrent, relaxationSlope } from './cell/rest.js';
import { capacityRetention, retentionReference } from './cell/retention.js';
import { current, temperature, voltage } from './cell/signals.js';
import { steps } from './cell/steps.js';
import { cellTests } from './cell/tests.js';
import { cellVariable } from './cell/variable.js';
import { voltageOverCapacity } from './cell/voltage-over-capacity.js';
import { cellUid, fleetUid } from './cell-board-url.js';

/** One cell, as Grafana's classic JSON. Panel ids are for ever: links and annotations name them. */
export function cellBoard(): Dashboard {
  return new DashboardBuilder('Cellwatch: cell')
    .uid(cellUid)
    .description('One cell: its signals over time, its cycles over its life, its alerts.')
    .tags(['cellwatch'])
    .readonly()
    .time({ from: 'now-6h', to: 'now' })
    .refresh('10s')
    .tooltip(DashboardCursorSync.Crosshair)
    .link(new DashboardLinkBuilder('Fleet').type(DashboardLinkType.Link).url(`/d/${fleetUid}`).icon('arrow-left'))
    .withVariable(cellVariable())
    .annotation(alertAnnotations())
    .withRow(new RowBuilder('Over time').id(1))
    .withPanel(voltage().id(2).span(24).height(8))
    .withPanel(current().id(3).span(24).height(7))
    .withPanel(steps().id(4).span(24).height(4))
    .withPanel(temperature().id(5).span(24).height(6))
    .withPanel(alertTimeline().id(36).span(24).height(5))
    .withRow(new RowBuilder('Over cycles').id(6))
    .withPanel(capacityPerCycle().id(7).span(12).height(9))
    .withPanel(coulombicEfficiency().id(8).span(12).height(9))
    .withPanel(capacityRetention().id(9).span(9).height(9))
    .withPanel(retentionReference().id(10).span(3).height(9))
    .withPanel(meanVoltages().id(11).span(6).height(9))
    .withPanel(voltageHysteresis().id(12).span(6).height(9))
    .withPanel(voltageOverCapacity().id(13).span(24).height(11))
    .withPanel(averageEfficiency().id(21).span(12).height(9))
    .withPanel(energyDensity().id(22).span(12).height(9))
    .withRow(new RowBuilder('Resistance and rest').id(23))
    .withPanel(chargingEdge().id(24).span(8).height(9))
    .withPanel(dischargingEdge().id(25).span(8).height(9))
    .withPanel(edgeIntoRest().id(26).span(8).height(9))
    .withPanel(relaxationSlope().id(27).span(8).height(9))
    .withPanel(leakCurrent().id(28).span(8).height(9))
    .withPanel(apparentShunt().id(29).span(8).height(9))
    .withPanel(pulseResistance().id(35).span(24).height(9))
    .withRow(new RowBuilder('Impedance').id(33))
    .withPanel(chargeTransferResistance().id(34).span(24).height(9))
    .withRow(new RowBuilder('Peaks and purposes').id(30))
    .withPanel(differentialPeaks().id(31).span(12).height(10))
    .withPanel(cyclePurposes().id(32).span(12).height(10))
    .withRow(new RowBuilder('What to know').id(14))
    .withPanel(cellAlerts().id(15).span(24).height(7))
    .withPanel(cycleRemarks().id(16).span(24).height(7))
    .withPanel(cellFacts().id(17).span(24).height(4))
    .withPanel(cellTests().id(18).span(24).height(6))
    .withRow(new RowBuilder('All cycles').id(19))
    .withPanel(cycleTable().id(20).span(24).height(14))
    .build();
}
