import { element } from './element.js';
import type { CycleSummary } from './shapes.js';
import { flags } from './words.js';

export interface Tag {
  text: string;
  title: string;
}

/** What a reader must know beside a cycle's numbers. */
export function cycleTags(cycle: CycleSummary): Tag[] {
  const tags: Tag[] = [];
  if (cycle.status === 'open')
    tags.push({ text: 'provisional', title: 'The cycle is still running: its numbers will change' });
  if (cycle.revision > 1)
    tags.push({ text: 'late', title: `Corrected after it was first published: revision ${cycle.revision}` });
  return [...tags, ...cycle.flags.map((flag) => ({ text: flag.replaceAll('_', ' '), title: titleOf(cycle, flag) }))];
}

/** What the flag means, and the values that contradict, where it is about such. */
function titleOf({ contradictions }: CycleSummary, flag: CycleSummary['flags'][number]): string {
  const values = (contradictions ?? []).filter((contradiction) => contradiction.flag === flag);
  return [flags[flag], ...values.map(({ got, expected }) => `got ${got}, expected ${expected}`)].join('; ');
}

export function tagList(tags: Tag[]): HTMLElement {
  return element(
    'span',
    { class: 'flags' },
    ...tags.map(({ text, title }) => element('span', { class: 'flag', title }, text)),
  );
}
