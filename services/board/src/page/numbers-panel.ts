import type { CellFacts } from '@cellwatch/events';
import { cycleNumbers, lifeNumbers, newestCycle, type CellNumber } from './cell-numbers.js';
import { cycleTags, tagList } from './cycle-tags.js';
import { element, setText } from './element.js';
import { none } from './format.js';
import type { CycleSummary } from './shapes.js';

export interface NumbersPanel {
  node: HTMLElement;
  draw(cycles: CycleSummary[], facts: CellFacts): void;
}

/** The numbers of a result section. A tap on one, or the button for all, opens its convention; it is always there to be read out. */
export function numbersPanel(): NumbersPanel {
  const life = numberList();
  const newest = numberList();
  const title = element('h3', {}, 'Newest complete cycle');
  const tags = element('span', {});
  const all = element('button', { type: 'button', 'aria-pressed': 'false' }, 'Conventions');
  const node = element(
    'section',
    { class: 'numbers', 'aria-labelledby': 'numbers-title' },
    element('div', { class: 'bar' }, element('h2', { id: 'numbers-title' }, 'Numbers'), all),
    life.node,
    element('div', { class: 'bar' }, title, tags),
    newest.node,
  );
  all.addEventListener('click', () => {
    const open = all.getAttribute('aria-pressed') !== 'true';
    all.setAttribute('aria-pressed', String(open));
    node.querySelectorAll('.number').forEach((number) => number.classList.toggle('told', open));
  });
  return {
    node,
    draw(cycles, facts) {
      const cycle = newestCycle(cycles);
      life.draw(lifeNumbers(cycles, facts));
      newest.draw(cycleNumbers(cycle, facts));
      const which = cycle?.status === 'complete' ? 'Newest complete cycle' : 'Newest cycle';
      const purpose = cycle?.purpose && cycle.purpose !== 'cycling' ? `, ${cycle.purpose.replaceAll('_', '-')}` : '';
      setText(title, cycle ? `${which}: ${cycle.derived_cycle_count}${purpose}` : 'No cycle yet');
      tags.replaceChildren(...(cycle ? [tagList(cycleTags(cycle))] : []));
    },
  };
}

/** Made once and then only written to, so that what was opened stays open. */
function numberList() {
  const node = element('dl', {});
  const shown: ReturnType<typeof numberBox>[] = [];
  return {
    node,
    draw(numbers: CellNumber[]): void {
      while (shown.length < numbers.length) {
        const box = numberBox();
        shown.push(box);
        node.append(box.node);
      }
      numbers.forEach((number, at) => shown[at].draw(number));
    },
  };
}

function numberBox() {
  const name = element('dt', {});
  const value = element('span', { class: 'value' });
  const tags = element('span', {});
  const under = element('span', { class: 'under' });
  const convention = element('span', { class: 'convention' });
  const node = element('div', { class: 'number' }, name, element('dd', {}, value, tags, under, convention));
  node.addEventListener('click', () => {
    if (getSelection()?.isCollapsed !== false) node.classList.toggle('told');
  });
  return {
    node,
    draw(number: CellNumber): void {
      setText(name, number.name);
      setText(value, number.value ?? none);
      setText(under, number.value === null ? number.reason : number.under);
      setText(convention, number.convention);
      node.title = number.convention;
      const { cycle } = number;
      // Flags stand beside the cycle; what changes the number itself stands beside the number.
      const own = cycle ? cycleTags({ ...cycle, flags: [] }) : [];
      tags.replaceChildren(...(number.value !== null && own.length > 0 ? [tagList(own)] : []));
    },
  };
}
