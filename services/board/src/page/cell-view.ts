import { alertDesk } from './alert-desk.js';
import { ask, cellPath, Refused } from './ask.js';
import type { Span } from './cell-link.js';
import { cycleCharts } from './cycle-charts.js';
import { cycleTable } from './cycle-table.js';
import { cycleShapes } from './cycle-shapes.js';
import { element, setText } from './element.js';
import type { Feed } from './feed.js';
import { factsForm } from './facts-form.js';
import { age, instant, none, percent, quantity, volts, zone } from './format.js';
import { impedancePanel } from './impedance-panel.js';
import { observationList } from './observation-list.js';
import { lifeCharts } from './life-charts.js';
import { numbersPanel } from './numbers-panel.js';
import { pulsePanel } from './pulse-panel.js';
import { recordCharts } from './record-charts.js';
import { resultTables } from './result-tables.js';
import { stateOf, type CellDetail, type CycleSummary, type LivePoint } from './shapes.js';
import type { View } from './view.js';
import { reasons, systems } from './words.js';

/** One cell: where it stands now, its records over time (at first those of `span`), and what each cycle came to. */
export function openCellView(feed: Feed, cell_id: string, span: Span | null): View {
  const closing = new AbortController();
  const cycles = new Map<string, CycleSummary>();
  let detail: CellDetail | undefined;
  let last: { unix_time_second: number | null } = { unix_time_second: null };
  let allCycles = false;
  let shownSpan = false;

  const heading = element('h1', { id: 'title', tabindex: '-1' }, cell_id);
  const chips = element('p', { class: 'chips' });
  const names = ['Voltage', 'Current', 'Temperature', 'Cycle', 'CE', 'Retention', 'Last record'] as const;
  const values = new Map(names.map((name) => [name, element('dd', {}, none)]));
  const readouts = element(
    'dl',
    { class: 'readouts' },
    ...names.map((name) => element('div', {}, element('dt', {}, name), values.get(name)!)),
  );
  const message = element('p', { class: 'quiet', role: 'status' });
  const records = recordCharts(cell_id, closing.signal, span);
  const perCycle = cycleCharts();
  const observations = observationList(cell_id, closing.signal);
  const numbers = numbersPanel();
  const life = lifeCharts();
  const shapes = cycleShapes(cell_id, closing.signal);
  const impedance = impedancePanel(cell_id, closing.signal);
  const pulses = pulsePanel(cell_id, closing.signal);
  const tables = resultTables(cell_id, closing.signal);
  const desk = alertDesk(cell_id, {
    signal: closing.signal,
    labelOf: () => null,
    campaignOf: () => detail?.facts.campaign ?? null,
    changed: () => detail && showCyclesSoon(),
  });
  const tableBox = element('div', { class: 'table-box' });
  const testBox = element('div', {});
  const factsBox = element('div', {});
  const csv = element('a', { href: `${cellPath(cell_id)}/cycles?format=csv`, class: 'button' }, 'CSV');
  const node = element(
    'div',
    { class: 'cell-view' },
    element('p', { class: 'crumb' }, element('a', { href: '#/' }, '← Fleet')),
    element('div', { class: 'bar' }, heading, chips),
    message,
    readouts,
    factsBox,
    records.node,
    numbers.node,
    element(
      'div',
      { class: 'two' },
      element(
        'section',
        { 'aria-labelledby': 'per-cycle' },
        element('h2', { id: 'per-cycle' }, 'Per cycle'),
        perCycle.node,
      ),
      element(
        'aside',
        { 'aria-labelledby': 'alerts-title' },
        element('h2', { id: 'alerts-title' }, 'Alerts'),
        desk.node,
      ),
    ),
    element(
      'section',
      { 'aria-labelledby': 'life-title' },
      element('h2', { id: 'life-title' }, 'Voltages, resistances, rest, energy'),
      life.node,
    ),
    shapes.node,
    impedance.node,
    pulses.node,
    tables.node,
    element(
      'section',
      { 'aria-labelledby': 'table-title' },
      element('div', { class: 'bar' }, element('h2', { id: 'table-title' }, 'Cycle table'), csv),
      tableBox,
    ),
    element(
      'section',
      { 'aria-labelledby': 'observations-title' },
      element('h2', { id: 'observations-title' }, 'Measured by hand'),
      observations.node,
    ),
    element('section', { 'aria-labelledby': 'tests-title' }, element('h2', { id: 'tests-title' }, 'Tests'), testBox),
  );

  function set(name: (typeof names)[number], text: string): void {
    setText(values.get(name)!, text);
  }

  function showPoint(
    point: Pick<LivePoint, 'voltage_volt' | 'current_ampere' | 'unix_time_second' | 'temperature_t1_celsius'>,
  ) {
    last = point;
    set('Voltage', volts(point.voltage_volt));
    set('Current', quantity(point.current_ampere, 'A'));
    const { temperature_t1_celsius: celsius } = point;
    set('Temperature', celsius == null ? none : `${celsius.toFixed(1)} °C`);
    tick(Date.now() / 1000);
  }

  function showChips(state?: string): void {
    const { facts, tests = [] } = detail ?? {};
    const test = tests.at(-1);
    const parts = [
      state && element('span', { class: 'chip', 'data-state': state }, state),
      facts?.label && element('span', {}, cell_id),
      element('span', {}, facts?.system ? systems[facts.system] : 'system not declared'),
      facts?.nominal_capacity_ah && element('span', {}, `nominal ${quantity(facts.nominal_capacity_ah, 'Ah')}`),
      test?.channel_id && element('span', {}, `channel ${test.channel_id}`),
    ];
    chips.replaceChildren(...parts.filter((part): part is HTMLElement => part instanceof HTMLElement));
  }

  function showCycles(): void {
    const list = [...cycles.values()].sort((one, other) => one.derived_cycle_count - other.derived_cycle_count);
    const system = detail?.facts.system;
    const fired = desk.alerts().filter(({ status, severity }) => status !== 'pending' && severity !== 'notice');
    const alarmed = new Set(fired.map(({ derived_cycle_count: at }) => at));
    // One mark where alerts begin, however many cycles they last.
    const marks = [...alarmed].filter((at) => at !== null).filter((at) => !alarmed.has(at - 1));
    perCycle.draw(list, system, marks);
    if (detail) {
      numbers.draw(list, detail.facts);
      life.draw(list, detail.facts, marks);
      shapes.offer(list, detail.facts);
    }
    tableBox.replaceChildren(
      cycleTable(list, allCycles, () => {
        allCycles = true;
        showCycles();
      }),
    );
    const complete = list.filter(({ status }) => status === 'complete').at(-1) ?? list.at(-1);
    set('Cycle', complete ? String(complete.derived_cycle_count) : none);
    const reason = complete?.coulombic_efficiency === null ? complete.coulombic_efficiency_reason : null;
    set('CE', reason ? reason.replaceAll('_', ' ') : percent(complete?.coulombic_efficiency ?? null, 3));
    values.get('CE')!.classList.toggle('reason', Boolean(reason));
    values.get('CE')!.title = reason ? reasons[reason] : '';
    set('Retention', percent(complete?.capacity_retention ?? null, 2));
  }

  function showTests(): void {
    const heads = ['Test', 'Records', 'First record', 'Last record', 'Cycler', 'Channel', 'Read as', 'Clock'];
    const rows = (detail?.tests ?? []).map((test) =>
      [
        test.test_id,
        test.record_count.toLocaleString(),
        instant(Date.parse(test.first_recorded_at) / 1000),
        instant(Date.parse(test.last_recorded_at) / 1000),
        test.equipment_id || none,
        test.channel_id || none,
        test.source_format,
        test.clock_source === 'none' ? 'none' : test.clock_source === 'wall' ? 'wall clock' : 'test start + test time',
      ].map((text, index) => element('td', index === 1 ? {} : { class: 'word' }, text)),
    );
    testBox.replaceChildren(
      element(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Tests' },
        element(
          'table',
          {},
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              ...heads.map((head, index) =>
                element('th', { scope: 'col', ...(index === 1 ? {} : { class: 'word' }) }, head),
              ),
            ),
          ),
          element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells))),
        ),
      ),
      element('p', { class: 'note' }, `Times are shown in the browser’s zone: ${zone()}.`),
    );
  }

  const key = ({ test_id, first_record_index }: CycleSummary) => `${test_id} ${first_record_index}`;

  async function load(): Promise<void> {
    try {
      const path = cellPath(cell_id);
      const [cell, found] = await Promise.all([
        ask<CellDetail>(path, closing.signal),
        ask<{ cycles: CycleSummary[] }>(`${path}/cycles`, closing.signal),
        desk.load(),
      ]);
      detail = cell;
      cycles.clear();
      for (const cycle of found.cycles) cycles.set(key(cycle), cycle);
      setText(heading, cell.facts.label ?? cell_id);
      setText(message, '');
      showChips(cell.tests.at(-1)?.live === false ? 'finished' : undefined);
      showCycles();
      showTests();
      void tables.load();
      void impedance.load(cell.facts);
      void pulses.load();
      if (!factsBox.querySelector('[open]')) factsBox.replaceChildren(factsForm(cell.facts, loadSoon));
      await observations.load();
      const ended = cell.tests.map((test) => Date.parse(test.last_recorded_at) / 1000);
      const newest = await records.load(ended.length === 0 ? null : Math.max(...ended));
      if (span && !shownSpan) records.node.scrollIntoView({ block: 'center' });
      shownSpan = true;
      if (newest && (last.unix_time_second ?? -Infinity) < newest.unix_time_second)
        showPoint({ temperature_t1_celsius: null, ...newest });
    } catch (error) {
      if (closing.signal.aborted) return;
      setText(
        message,
        error instanceof Refused ? `${error.message}.` : `The board does not answer: ${(error as Error).message}`,
      );
    }
  }

  let due: ReturnType<typeof setTimeout> | undefined;
  function loadSoon(): void {
    due ??= setTimeout(() => {
      due = undefined;
      void load();
    }, 1_000);
  }
  let tablesDue: ReturnType<typeof setTimeout> | undefined;
  /** The store lands what the feed tells a little later. */
  function tablesSoon(): void {
    tablesDue ??= setTimeout(() => {
      tablesDue = undefined;
      void tables.load();
    }, 2_000);
  }
  const impedanceDue = new Set<ReturnType<typeof setTimeout>>();
  /** Landed at once as a rule; where the store is busy, later. */
  function impedanceSoon(): void {
    if (impedanceDue.size > 0) return;
    for (const wait_ms of [300, 2_500]) {
      const due = setTimeout(() => {
        impedanceDue.delete(due);
        if (detail) void impedance.load(detail.facts);
        void pulses.load();
      }, wait_ms);
      impedanceDue.add(due);
    }
  }
  let pulsesDue: ReturnType<typeof setTimeout> | undefined;
  function pulsesSoon(): void {
    pulsesDue ??= setTimeout(() => {
      pulsesDue = undefined;
      void pulses.load();
    }, 2_000);
  }
  let cyclesDue = 0;
  function showCyclesSoon(): void {
    cyclesDue ||= requestAnimationFrame(() => {
      cyclesDue = 0;
      showCycles();
    });
  }

  function tick(now_second: number): void {
    const { unix_time_second: at } = last;
    const clockless = detail?.tests.at(-1)?.clock_source === 'none';
    set('Last record', at === null ? none : clockless ? 'no clock' : age(Math.max(0, now_second - at)));
  }

  feed.listen(
    {
      record(points) {
        for (const point of points) {
          if (!detail) continue;
          if (!detail.tests.some(({ test_id }) => test_id === point.test_id)) loadSoon();
          showPoint(point);
          showChips(stateOf(point));
          records.add(point);
        }
      },
      cycle(cycle) {
        if (detail && cycle.facts_version !== detail.facts.facts_version) return loadSoon();
        const known = cycles.get(key(cycle));
        if (known && known.revision > cycle.revision) return;
        if (cycle.retracted) cycles.delete(key(cycle));
        else cycles.set(key(cycle), cycle);
        if (cycle.status !== 'open' || cycle.retracted) tablesSoon();
        showCyclesSoon();
      },
      resistance: impedanceSoon,
      pulse: pulsesSoon,
      alert(alert) {
        desk.take(alert);
      },
      action: desk.acted,
      missed: loadSoon,
    },
    cell_id,
  );
  void load();

  return {
    title: cell_id,
    node,
    tick,
    close() {
      closing.abort();
      clearTimeout(due);
      clearTimeout(tablesDue);
      clearTimeout(pulsesDue);
      for (const due of impedanceDue) clearTimeout(due);
      cancelAnimationFrame(cyclesDue);
      desk.close();
      records.destroy();
      perCycle.destroy();
      life.destroy();
      shapes.destroy();
      impedance.destroy();
      pulses.destroy();
    },
  };
}
