import type { AlertCounts } from './count-alerts.js';
import { element, setText } from './element.js';
import { age, none, percent, quantity, volts } from './format.js';
import type { CycleSummary, FleetCell, LivePoint } from './shapes.js';
import { stateOf } from './shapes.js';
import { makeSparkline, type Sparkline } from './sparkline.js';
import { reasons } from './words.js';

export interface FleetRow {
  node: HTMLTableRowElement;
  cell: FleetCell;
  sparkline: Sparkline;
  set(cell: FleetCell): void;
  point(point: LivePoint): void;
  cycle(cycle: CycleSummary): void;
  alerts(counts: AlertCounts): void;
  /** Refreshes what changes by waiting. */
  tick(now_second: number): void;
}

export const columns = [
  { key: 'cell', title: 'Cell' },
  { key: 'spark', title: 'Last day', hint: 'Voltage over the last 24 h of the cell’s own time' },
  { key: 'voltage', title: 'Voltage' },
  { key: 'current', title: 'Current', hint: 'Positive current charges the cell' },
  { key: 'cycle', title: 'Cycle', hint: 'As found in the records; the last complete one' },
  { key: 'charge', title: 'Charge', hint: 'Capacity charged in that cycle' },
  { key: 'discharge', title: 'Discharge', hint: 'Capacity discharged in that cycle' },
  { key: 'efficiency', title: 'CE', hint: 'Coulombic efficiency of that cycle' },
  { key: 'retention', title: 'Retention', hint: 'Capacity against the reference cycle' },
  { key: 'age', title: 'Last record' },
  { key: 'alerts', title: 'Alerts' },
] as const;
export type ColumnKey = (typeof columns)[number]['key'];

/** One cell of the fleet. The cell's name is the link; the whole row answers to the mouse. */
export function makeFleetRow(first: FleetCell): FleetRow {
  const sparkline = makeSparkline();
  const dot = element('span', { class: 'dot' });
  const name = element('a', { href: `#/cells/${encodeURIComponent(first.cell_id)}` }, first.label ?? first.cell_id);
  const under = element('span', { class: 'under' });
  const badges = element('span', { class: 'badges' });
  const inside: Record<ColumnKey, (Node | string)[]> = {
    cell: [dot, element('span', { class: 'who' }, name, under)],
    spark: [sparkline.node],
    voltage: [],
    current: [],
    cycle: [],
    charge: [],
    discharge: [],
    efficiency: [],
    retention: [],
    age: [],
    alerts: [badges],
  };
  const cells = Object.fromEntries(
    columns.map(({ key, title }) => [
      key,
      element(
        key === 'cell' ? 'th' : 'td',
        { class: key, 'data-title': title, ...(key === 'cell' ? { scope: 'row' } : {}) },
        ...inside[key],
      ),
    ]),
  ) as Record<ColumnKey, HTMLTableCellElement>;
  const node = element('tr', { 'data-cell': first.cell_id }, ...columns.map(({ key }) => cells[key]));
  let cell = first;

  function show(): void {
    setText(name, cell.label ?? cell.cell_id);
    name.title = cell.label ?? '';
    const where = [cell.label === null ? null : cell.cell_id, cell.channel_id && `ch ${cell.channel_id}`];
    setText(under, [cell.state, ...where.filter((part) => part !== null && part !== '')].join(' · '));
    node.dataset.state = cell.state;
    setText(cells.voltage, volts(cell.voltage_volt));
    setText(cells.current, quantity(cell.current_ampere, 'A'));
    setText(cells.cycle, cell.derived_cycle_count === null ? none : String(cell.derived_cycle_count));
    setText(cells.charge, quantity(cell.cycle_charging_capacity_ah, 'Ah'));
    setText(cells.discharge, quantity(cell.cycle_discharging_capacity_ah, 'Ah'));
    const reason = cell.coulombic_efficiency === null ? cell.coulombic_efficiency_reason : null;
    setText(cells.efficiency, reason === null ? percent(cell.coulombic_efficiency, 2) : reason.replaceAll('_', ' '));
    cells.efficiency.classList.toggle('reason', reason !== null);
    cells.efficiency.title = reason === null ? '' : `No CE: ${reasons[reason]}`;
    setText(cells.retention, percent(cell.capacity_retention, 1));
    showBadges();
  }

  let badged = '';
  function showBadges(): void {
    const kinds = badgesOf(cell);
    const now = JSON.stringify(kinds);
    if (now === badged) return;
    badged = now;
    badges.replaceChildren(
      ...kinds.map(({ severity, text, title }) =>
        element('span', { class: 'badge', 'data-severity': severity, title }, text),
      ),
    );
  }

  show();
  return {
    node,
    sparkline,
    get cell() {
      return cell;
    },
    set(next) {
      cell = next;
      show();
    },
    point(point) {
      const { unix_time_second, voltage_volt, current_ampere, temperature_t1_celsius } = point;
      cell = { ...cell, unix_time_second, voltage_volt, current_ampere, temperature_t1_celsius, state: stateOf(point) };
      if (unix_time_second !== null && voltage_volt !== null) sparkline.add(unix_time_second, voltage_volt);
      show();
    },
    cycle(cycle) {
      if (cycle.retracted || cycle.derived_cycle_count < (cell.derived_cycle_count ?? -1)) return;
      // An open cycle has no efficiency yet: the last complete one says more.
      if (cycle.status !== 'complete' && cell.cycle_status === 'complete') return;
      const { derived_cycle_count, coulombic_efficiency, coulombic_efficiency_reason, capacity_retention } = cycle;
      const { cycle_charging_capacity_ah, cycle_discharging_capacity_ah, status: cycle_status } = cycle;
      cell = {
        ...cell,
        ...{ derived_cycle_count, coulombic_efficiency, coulombic_efficiency_reason, capacity_retention },
        ...{ cycle_charging_capacity_ah, cycle_discharging_capacity_ah, cycle_status },
      };
      show();
    },
    alerts(counts) {
      cell = { ...cell, ...counts };
      show();
    },
    tick(now_second) {
      const old = cell.unix_time_second === null ? null : now_second - cell.unix_time_second;
      setText(cells.age, old === null ? none : cell.clock_source === 'none' ? 'no clock' : age(Math.max(0, old)));
    },
  };
}

/** How a row stands in a sort by this column; text by name, nothing last. */
export function sortValue({ cell }: FleetRow, key: ColumnKey): number | string | null {
  switch (key) {
    case 'cell':
    case 'spark':
      return cell.label ?? cell.cell_id;
    case 'voltage':
      return cell.voltage_volt;
    case 'current':
      return cell.current_ampere;
    case 'cycle':
      return cell.derived_cycle_count;
    case 'charge':
      return cell.cycle_charging_capacity_ah;
    case 'discharge':
      return cell.cycle_discharging_capacity_ah;
    case 'efficiency':
      return cell.coulombic_efficiency;
    case 'retention':
      return cell.capacity_retention;
    case 'age':
      return cell.unix_time_second === null ? null : -cell.unix_time_second;
    case 'alerts':
      return -(cell.critical_alerts * 1e9 + cell.warning_alerts * 1e6 + cell.acknowledged_alerts * 1e3 + cell.notices);
  }
}

function badgesOf({ critical_alerts, warning_alerts, notices, acknowledged_alerts }: AlertCounts) {
  const badges = [
    {
      severity: 'critical',
      count: critical_alerts,
      text: String(critical_alerts),
      title: `${critical_alerts} critical`,
    },
    { severity: 'warning', count: warning_alerts, text: String(warning_alerts), title: `${warning_alerts} warning` },
    {
      severity: 'acknowledged',
      count: acknowledged_alerts,
      text: `✓ ${acknowledged_alerts}`,
      title: `${acknowledged_alerts} acknowledged`,
    },
    {
      severity: 'notice',
      count: notices,
      text: `i ${notices}`,
      title: `${notices} ${notices === 1 ? 'notice' : 'notices'}`,
    },
  ].filter(({ count }) => count > 0);
  return badges.length > 0 ? badges : [{ severity: '', text: none, title: 'No alerts' }];
}
