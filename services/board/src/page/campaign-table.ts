import { fateOf, printStatistics, shownAs } from './campaign-words.js';
import { groupColor } from './campaign-charts.js';
import { element } from './element.js';
import type { CampaignGroup, CampaignSummary } from './shapes.js';

/** A row per group: its statistics at the latest common cycle, and how many of its cells live. */
export function campaignTable({ groups }: CampaignSummary): HTMLElement {
  const quantities = groups[0]?.statistics.map(({ quantity }) => quantity) ?? [];
  const heads = [
    'Group',
    'Cells',
    'Died',
    ...quantities.map((quantity) => `${shownAs[quantity].name} ${shownAs[quantity].unit}`),
    'Median life',
  ];
  const rows = groups.map((group, index) => {
    const { cells, died, median_life_cycle } = group.survival;
    const values = group.statistics.map((each) => {
      const { text, hint } = printStatistics(each);
      return element('td', { title: hint, 'data-quantity': each.quantity }, text);
    });
    return element(
      'tr',
      { 'data-group': group.group },
      element('th', { scope: 'row', class: 'group' }, swatch(index), group.group),
      element('td', {}, String(cells)),
      element('td', {}, String(died)),
      ...values,
      element('td', {}, median_life_cycle === null ? 'not reached' : `${median_life_cycle} cycles`),
    );
  });
  return scrolled('Groups', heads, rows);
}

/** Every cell with how it stands, and the way to it. */
export function campaignCells(groups: readonly CampaignGroup[]): HTMLElement {
  const rows = groups.flatMap(({ group, cells }, index) =>
    cells.map((cell) =>
      element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          element('a', { href: `#/cells/${encodeURIComponent(cell.cell_id)}` }, cell.label ?? cell.cell_id),
        ),
        element('td', { class: 'word group' }, swatch(index), group),
        element('td', { class: 'word' }, cell.replicate ?? '–'),
        element('td', { class: 'word' }, fateOf(cell)),
      ),
    ),
  );
  return scrolled('Cells', ['Cell', 'Group', 'Replicate', 'Fate'], rows, true);
}

const swatch = (index: number) => element('span', { class: 'swatch', 'data-color': groupColor(index) });

function scrolled(name: string, heads: string[], rows: HTMLElement[], words = false): HTMLElement {
  const head = element(
    'tr',
    {},
    ...heads.map((text) => element('th', { scope: 'col', ...(words ? { class: 'word' } : {}) }, text)),
  );
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}
