import { ask, Refused } from './ask.js';
import { campaignCharts, drawCampaign } from './campaign-charts.js';
import { campaignPath } from './campaign-list.js';
import { campaignCells, campaignTable } from './campaign-table.js';
import { disagreementsIn } from './campaign-words.js';
import type { Chart } from './chart.js';
import { element, setText } from './element.js';
import type { Feed } from './feed.js';
import type { CampaignSummary } from './shapes.js';
import type { View } from './view.js';

/** A campaign: groups of equal factors beside each other, live. */
export function openCampaignView(feed: Feed, campaign: string): View {
  const closing = new AbortController();
  let cells = new Set<string>();
  let charts: { shape: string; charts: Chart[] } = { shape: '', charts: [] };

  const chips = element('p', { class: 'chips' });
  const message = element('p', { class: 'quiet', role: 'status' }, 'Asking the board …');
  const tableBox = element('div', {});
  const disagreeBox = element('ul', { class: 'disagreements' });
  const chartBox = element('div', { class: 'charts' });
  const cellBox = element('div', {});
  const note = element('p', { class: 'note' });
  const json = element('a', { href: campaignPath(campaign), class: 'button' }, 'JSON');
  const section = (id: string, title: string, ...children: (Node | null)[]) =>
    element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
  const node = element(
    'div',
    { class: 'campaign-view' },
    element('p', { class: 'crumb' }, element('a', { href: '#/' }, '← Fleet')),
    element('div', { class: 'bar' }, element('h1', { id: 'title', tabindex: '-1' }, campaign), chips, json),
    message,
    section('groups-title', 'Groups', tableBox, note, disagreeBox),
    section('courses-title', 'Per cycle', chartBox),
    section('cells-title', 'Cells', cellBox),
  );

  function show(found: CampaignSummary): void {
    const { groups, latest_common_cycle, end_of_life_retention } = found;
    cells = new Set(groups.flatMap((group) => group.cells.map(({ cell_id }) => cell_id)));
    const died = groups.reduce((sum, { survival }) => sum + survival.died, 0);
    chips.replaceChildren(
      ...[`${cells.size} cells`, `${groups.length} groups`, `${died} died`].map((text) => element('span', {}, text)),
    );
    tableBox.replaceChildren(campaignTable(found));
    const common =
      latest_common_cycle === null
        ? 'no cycle yet'
        : `cycle ${latest_common_cycle}, the latest that every running cell has completed`;
    setText(
      note,
      `Mean ± standard deviation (number of cells) at ${common}; ICE in each cell’s first cycle. A cell died at its declared failure, or where its retention fell below ${(100 * end_of_life_retention).toFixed(0)} % in 2 of 3 cycles.`,
    );
    const sentences = groups.flatMap(disagreementsIn);
    disagreeBox.replaceChildren(
      ...sentences.map((sentence) => element('li', {}, element('strong', {}, 'Replicates disagree. '), sentence)),
    );
    cellBox.replaceChildren(campaignCells(groups));
    drawAll(found);
  }

  /** New charts only where their lines change: a cycle more must not lose a reader’s place. */
  function drawAll(found: CampaignSummary): void {
    const quantities = found.groups[0]?.curves.map(({ quantity }) => quantity) ?? [];
    const shape = JSON.stringify([quantities, found.groups.map(({ group }) => group)]);
    if (shape === charts.shape)
      return quantities.forEach((quantity, index) => drawCampaign(charts.charts[index], found.groups, quantity));
    for (const chart of charts.charts) chart.destroy();
    charts = { shape, charts: campaignCharts(found) };
    chartBox.replaceChildren(...charts.charts.map((chart) => chart.node));
  }

  async function load(): Promise<void> {
    try {
      show(await ask<CampaignSummary>(campaignPath(campaign), closing.signal));
      setText(message, '');
    } catch (error) {
      if (closing.signal.aborted) return;
      const text = (error as Error).message;
      setText(message, error instanceof Refused ? `${text}.` : `The board does not answer: ${text}`);
    }
  }

  let due: ReturnType<typeof setTimeout> | undefined;
  function loadSoon(): void {
    due ??= setTimeout(() => {
      due = undefined;
      void load();
    }, 1_000);
  }

  feed.listen(
    {
      cycle({ cell_id, status }) {
        if (cells.has(cell_id) && status !== 'open') loadSoon();
      },
      missed: loadSoon,
    },
    null,
  );
  void load();

  return {
    title: campaign,
    node,
    tick() {},
    close() {
      closing.abort();
      clearTimeout(due);
      for (const chart of charts.charts) chart.destroy();
    },
  };
}
