import { element } from './element.js';
import type { Campaign } from './shapes.js';

export const campaignPath = (campaign: string) => `/api/campaigns/${encodeURIComponent(campaign)}`;

const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

/** The campaigns as links, under the fleet; nothing where no cell is of one. */
export function campaignList(campaigns: readonly Campaign[]): Node {
  if (campaigns.length === 0) return document.createDocumentFragment();
  const items = campaigns.map(({ campaign, cells, groups }) =>
    element(
      'li',
      {},
      element('a', { href: `#/campaigns/${encodeURIComponent(campaign)}` }, campaign),
      element('span', { class: 'under' }, ` ${counted(cells, 'cell')} in ${counted(groups, 'group')}`),
    ),
  );
  return element(
    'section',
    { class: 'campaigns', 'aria-labelledby': 'campaigns-title' },
    element('h2', { id: 'campaigns-title' }, 'Campaigns'),
    element('ul', {}, ...items),
  );
}
