import type { Convention, WantedFacts } from '@cellwatch/electrochem';
import { element } from './element.js';

/** What the board says of facts: what is wrong, what is suspect, how they are read, what they leave out. */
export interface Reading {
  issues: { fields: string[]; message: string }[];
  conventions: Convention[];
  wanted: WantedFacts[];
  warnings: string[];
}

/** The reading as a person looks at it, beside the form. */
export function factsReading({ issues, conventions, wanted, warnings }: Reading): HTMLElement {
  const missing = wanted.filter(({ wanted: facts }) => facts.length > 0);
  const others = wanted.filter(({ wanted: facts }) => facts.length === 0);
  return element(
    'div',
    {},
    ...list(
      'Cannot be',
      'issues',
      issues.map(({ message }) => message),
    ),
    ...list('Suspect', 'warnings', warnings),
    ...table(
      'Conventions',
      conventions.map((convention) => [convention.name.replaceAll('_', ' '), convention.value, origin(convention)]),
    ),
    ...wants(missing),
    ...(others.length === 0
      ? []
      : [element('p', { class: 'note' }, `Not of this system: ${others.map(({ quantity }) => quantity).join(', ')}.`)]),
  );
}

/** Quantities that want the same stand together. */
function wants(missing: WantedFacts[]): HTMLElement[] {
  if (missing.length === 0) return [];
  const byWhy = new Map<string, string[]>();
  for (const { why, quantity } of missing) byWhy.set(why, [...(byWhy.get(why) ?? []), quantity]);
  const entries = [...byWhy].flatMap(([why, quantities]) => [
    element('dt', {}, quantities.join(', ')),
    element('dd', {}, why),
  ]);
  return [element('h3', {}, 'Cannot be computed'), element('dl', {}, ...entries)];
}

function list(title: string, kind: string, texts: string[]): HTMLElement[] {
  if (texts.length === 0) return [];
  return [element('h3', {}, title), element('ul', { class: kind }, ...texts.map((text) => element('li', {}, text)))];
}

function table(title: string, rows: string[][]): HTMLElement[] {
  if (rows.length === 0) return [];
  const lines = rows.map(([head, ...cells]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'word' }, head),
      ...cells.map((text) => element('td', { class: 'word' }, text)),
    ),
  );
  return [element('h3', {}, title), element('table', { class: 'reading' }, element('tbody', {}, ...lines))];
}

function origin({ basis, from }: Convention): string {
  if (basis === 'derived') return `from ${from.join(', ')}`;
  return basis === 'declared' ? 'declared' : 'not declared';
}
