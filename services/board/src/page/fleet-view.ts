import { alertDesk } from './alert-desk.js';
import { ask, cellPath } from './ask.js';
import { campaignList } from './campaign-list.js';
import { countAlerts } from './count-alerts.js';
import { element, setText } from './element.js';
import type { Feed } from './feed.js';
import { columns, makeFleetRow, sortValue, type ColumnKey, type FleetRow } from './fleet-row.js';
import type { Campaign, ChartPoint, FleetCell, StandingAlert } from './shapes.js';
import type { View } from './view.js';

const day = 86_400;

/** All cells in one table, with the alerts that stand beside it. */
export function openFleetView(feed: Feed): View {
  const rows = new Map<string, FleetRow>();
  const closing = new AbortController();
  let sort: { key: ColumnKey; down: boolean } = { key: 'cell', down: false };

  const summary = element('p', { class: 'summary', 'aria-live': 'off' });
  const filter = element('input', {
    type: 'search',
    placeholder: 'Find a cell',
    'aria-label': 'Find a cell',
    id: 'filter',
  });
  const body = element('tbody');
  const heads = columns.map(({ key, title, ...rest }) => {
    const head = element('th', { scope: 'col', class: key });
    const hint: Record<string, string> = 'hint' in rest ? { title: rest.hint } : {};
    if (key === 'spark') head.append(element('span', hint, title));
    else {
      const button = element('button', { type: 'button', ...hint }, title);
      button.addEventListener('click', () => {
        sort = { key, down: sort.key === key && !sort.down };
        order();
      });
      head.append(button);
    }
    return head;
  });
  const table = element('table', { class: 'fleet' }, element('thead', {}, element('tr', {}, ...heads)), body);
  const message = element('p', { class: 'quiet' }, 'Asking the board …');
  const campaignBox = element('div', {});
  const desk = alertDesk(null, {
    signal: closing.signal,
    labelOf: (cell_id) => rows.get(cell_id)?.cell.label ?? null,
    campaignOf: (cell_id) => rows.get(cell_id)?.cell.campaign ?? null,
    changed: badge,
  });
  const node = element(
    'div',
    { class: 'fleet-view' },
    element(
      'section',
      { 'aria-labelledby': 'title' },
      element('div', { class: 'bar' }, element('h1', { id: 'title', tabindex: '-1' }, 'Fleet'), summary, filter),
      table,
      message,
      campaignBox,
    ),
    element(
      'aside',
      { 'aria-labelledby': 'alerts-title' },
      element(
        'div',
        { class: 'bar' },
        element('h2', { id: 'alerts-title' }, 'Alerts'),
        element('a', { href: '#/deliveries' }, 'Deliveries'),
      ),
      desk.node,
    ),
  );

  function order(): void {
    columns.forEach(({ key }, index) => {
      if (key === sort.key) heads[index].setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
      else heads[index].removeAttribute('aria-sort');
    });
    const wanted = filter.value.trim().toLowerCase();
    const kept = [...rows.values()].filter(({ cell }) =>
      [cell.cell_id, cell.label, cell.channel_id, cell.equipment_id, cell.state].some((text) =>
        text?.toLowerCase().includes(wanted),
      ),
    );
    kept.sort((one, other) => compare(sortValue(one, sort.key), sortValue(other, sort.key)) * (sort.down ? -1 : 1));
    body.replaceChildren(...kept.map((row) => row.node));
    if (rows.size > 0) setText(message, kept.length === 0 ? 'No cell is called that.' : '');
    message.hidden = message.textContent === '';
  }

  function count(): void {
    const cells = [...rows.values()].map((row) => row.cell);
    const of = (state: string) => cells.filter((cell) => cell.state === state).length;
    const standing = cells.reduce((sum, cell) => sum + cell.critical_alerts + cell.warning_alerts, 0);
    const parts = [
      `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`,
      `${of('running')} running`,
      `${of('resting')} resting`,
      `${of('finished')} finished`,
      `${standing} ${standing === 1 ? 'alert' : 'alerts'}`,
    ];
    setText(summary, parts.join(' · '));
    document.title = `${standing > 0 ? `(${standing}) ` : ''}Cellwatch`;
  }

  /** A row's badges follow the alerts beside the table; where these are not all, the tables count. */
  function badge(): void {
    if (desk.whole) {
      const of = new Map<string, StandingAlert[]>();
      for (const alert of desk.alerts()) of.set(alert.cell_id, [...(of.get(alert.cell_id) ?? []), alert]);
      for (const [cell_id, row] of rows) row.alerts(countAlerts(of.get(cell_id) ?? []));
    }
    count();
  }

  async function load(): Promise<void> {
    try {
      const [fleet, { campaigns }] = await Promise.all([
        ask<{ cells: FleetCell[] }>('/api/cells', closing.signal),
        ask<{ campaigns: Campaign[] }>('/api/campaigns', closing.signal),
      ]);
      campaignBox.replaceChildren(campaignList(campaigns));
      const fresh = fleet.cells.filter((cell) => !rows.has(cell.cell_id));
      for (const cell of fleet.cells) rows.get(cell.cell_id)?.set(cell);
      for (const cell of fresh) {
        const row = makeFleetRow(cell);
        rows.set(cell.cell_id, row);
        visible.observe(row.node);
      }
      if (rows.size === 0) setText(message, 'No cell has sent a record yet.');
      order();
      count();
      tick(Date.now() / 1000);
      // The cards name cells as the table does.
      await desk.load();
    } catch (error) {
      if (!closing.signal.aborted) setText(message, `The fleet could not be read: ${(error as Error).message}`);
    }
  }

  /** A sparkline is asked for when its row is first seen: a lab has thousands. */
  async function seed(row: FleetRow): Promise<void> {
    const { cell_id, unix_time_second: last } = row.cell;
    if (last === null) return;
    const { points } = await ask<{ points: ChartPoint[] }>(
      `${cellPath(cell_id)}/records?from=${(last - day).toFixed(3)}&points=120`,
      closing.signal,
    );
    row.sparkline.seed(
      points.flatMap(({ unix_time_second: at, voltage_volt: value }) => (value === null ? [] : [{ at, value }])),
    );
  }

  const waiting: FleetRow[] = [];
  let seeding = 0;
  function seedNext(): void {
    const row = seeding < 3 ? waiting.shift() : undefined;
    if (!row) return;
    seeding++;
    seed(row)
      // The line then begins with what comes live.
      .catch(() => undefined)
      .finally(() => {
        seeding--;
        seedNext();
      })
      .catch(() => undefined);
    seedNext();
  }
  const visible = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      visible.unobserve(target);
      const row = rows.get((target as HTMLElement).dataset.cell!);
      if (row) waiting.push(row);
    }
    seedNext();
  });

  let due: ReturnType<typeof setTimeout> | undefined;
  /** An unknown cell, or something missed: the tables have it, in a moment. */
  function loadSoon(): void {
    due ??= setTimeout(() => {
      due = undefined;
      void load();
    }, 1_000);
  }

  function tick(now_second: number): void {
    for (const row of rows.values()) row.tick(now_second);
  }

  filter.addEventListener('input', order);
  body.addEventListener('click', (event) => {
    const target = event.target as HTMLElement;
    if (target.closest('a') === null && getSelection()?.isCollapsed !== false)
      target.closest('tr')?.querySelector('a')?.click();
  });
  feed.listen(
    {
      record(points) {
        for (const point of points) {
          const row = rows.get(point.cell_id);
          if (!row) loadSoon();
          else row.point(point);
        }
        count();
      },
      cycle(cycle) {
        rows.get(cycle.cell_id)?.cycle(cycle);
      },
      alert(alert) {
        desk.take(alert);
        if (!desk.whole) loadSoon();
      },
      action: desk.acted,
      missed: loadSoon,
    },
    null,
  );
  void load();

  return {
    title: 'Fleet',
    node,
    tick,
    close() {
      closing.abort();
      clearTimeout(due);
      desk.close();
      visible.disconnect();
    },
  };
}

function compare(one: number | string | null, other: number | string | null): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}
