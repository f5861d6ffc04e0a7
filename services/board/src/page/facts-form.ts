import type { CellFacts } from '@cellwatch/events';
import { cellPath } from './ask.js';
import { element, setText } from './element.js';
import { systems } from './words.js';

/** Declares what no record tells. What else was declared stays as it was. */
export function factsForm(facts: CellFacts, declared: () => void): HTMLElement {
  const { cell_id, facts_version: _version, ...known } = facts;
  const label = element('input', { id: 'facts-label', value: known.label ?? '', maxlength: '200' });
  const nominal = element('input', {
    id: 'facts-nominal',
    inputmode: 'decimal',
    size: '10',
    value: known.nominal_capacity_ah === undefined ? '' : String(known.nominal_capacity_ah),
  });
  const system = element(
    'select',
    { id: 'facts-system' },
    element('option', { value: '' }, 'not declared'),
    ...Object.entries(systems).map(([value, name]) =>
      element('option', { value, ...(known.system === value ? { selected: '' } : {}) }, name),
    ),
  );
  const answer = element('p', { class: 'note', role: 'status' });
  const form = element(
    'form',
    { class: 'facts' },
    field('facts-system', 'System', system),
    field('facts-nominal', 'Nominal capacity, Ah', nominal),
    field('facts-label', 'Label', label),
    element('button', {}, 'Declare'),
    answer,
  );

  async function send(): Promise<void> {
    const text = nominal.value.trim().replace(',', '.');
    const body = {
      ...known,
      system: system.value || undefined,
      label: label.value.trim() || undefined,
      // What is no number goes as it is: the board says what it expected.
      nominal_capacity_ah: text === '' ? undefined : Number.isNaN(Number(text)) ? text : Number(text),
    };
    const response = await fetch(`${cellPath(cell_id)}/facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(((await response.json()) as { message: string }).message);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    setText(answer, 'Declaring …');
    send().then(
      () => {
        setText(answer, 'Taken. The results of this cell are computed again from it.');
        declared();
      },
      (error: Error) => setText(answer, `Not taken: ${error.message}.`),
    );
  });
  return element('details', { class: 'declare' }, element('summary', {}, 'Declare what this cell is'), form);
}

function field(id: string, name: string, input: HTMLElement): HTMLElement {
  return element('div', {}, element('label', { for: id }, name), input);
}
