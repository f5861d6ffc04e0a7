import { alertCard, type AlertCard, type AlertSurroundings } from './alert-card.js';
import { arrangeAlerts, type AlertGroup, type ArrangedAlerts } from './arrange-alerts.js';
import { element, setText } from './element.js';
import { alertKey, type StandingAlert } from './shapes.js';

export interface AlertList {
  node: HTMLElement;
  /** `over_since`: those that ended before it are left out, Unix seconds. */
  show(alerts: readonly StandingAlert[], over_since?: number): void;
}

type Part = keyof ArrangedAlerts;

/**
 * Alerts as cards, one for all of a rule in a cell: those that stand first, pending ones muted, notices apart, what is over
 * folded. Cards stay where they are as they change, so that nobody loses what they type.
 */
export function alertList(around: AlertSurroundings, { over }: { over: string }): AlertList {
  const cards = new Map<string, AlertCard>();
  const empty = element('p', { class: 'quiet' }, 'No alerts stand.');
  const lists = {} as Record<Part, HTMLOListElement>;
  const heads = {} as Record<Part, HTMLElement>;
  const boxes = {} as Record<Part, HTMLElement>;
  const titles: Record<Part, string> = {
    standing: '',
    pending: 'Pending',
    notices: 'Notices: of the data, and of what may be coming',
    over,
  };
  for (const part of ['standing', 'pending', 'notices', 'over'] as const) {
    lists[part] = element('ol', { class: 'alert-list' });
    heads[part] = element(part === 'over' ? 'summary' : 'h3', {});
    boxes[part] = element(
      part === 'over' ? 'details' : 'div',
      { class: `alerts-${part}` },
      ...(part === 'standing' ? [] : [heads[part]]),
      lists[part],
    );
  }
  const node = element('div', { class: 'alert-groups' }, empty, ...Object.values(boxes));

  function fill(part: Part, groups: AlertGroup[]): void {
    boxes[part].hidden = groups.length === 0;
    setText(heads[part], `${titles[part]} (${groups.reduce((sum, group) => sum + group.length, 0)})`);
    const list = lists[part];
    groups.forEach((group, at) => {
      const key = `${part} ${JSON.stringify([group[0].cell_id, group[0].rule])}`;
      const card = cards.get(key) ?? alertCard(around);
      cards.set(key, card);
      card.node.dataset.key = alertKey(group[0]);
      card.set(group);
      // A card that is moved loses its focus: only those that must.
      if (list.children[at] !== card.node) list.insertBefore(card.node, list.children[at] ?? null);
    });
    while (list.children.length > groups.length) list.lastElementChild!.remove();
  }

  return {
    node,
    show(alerts, over_since) {
      const arranged = arrangeAlerts(alerts, over_since);
      empty.hidden = arranged.standing.length > 0;
      for (const part of Object.keys(boxes) as Part[]) fill(part, arranged[part]);
      const kept = new Set(Array.from(node.querySelectorAll('.alert')));
      for (const [key, card] of cards) if (!kept.has(card.node)) cards.delete(key);
    },
  };
}
