import type { CellFacts } from '@cellwatch/events';
import { cellPath } from './ask.js';
import { element, setText } from './element.js';
import { factGroups, type Fact, type FactField } from './fact-fields.js';
import { factText, factValue } from './fact-text.js';
import { factsReading, type Reading } from './facts-reading.js';

type Input = HTMLInputElement | HTMLSelectElement;

const typingPause = 300;

/** Declares what no record tells. While it is filled in, the board says what would follow, and what contradicts. */
export function factsForm(facts: CellFacts, declared: () => void): HTMLElement {
  const { cell_id, facts_version: _version, ...known } = facts;
  const inputs = new Map<Fact, { field: FactField; input: Input }>();
  const fieldsets = factGroups.map(([title, fields]) =>
    element(
      'fieldset',
      {},
      element('legend', {}, title),
      ...fields.map(([fact, field]) => {
        const input = inputOf(fact, field, known[fact]);
        inputs.set(fact, { field, input });
        return element(
          'div',
          {},
          element('label', { for: input.id }, field.name),
          element('span', { class: 'with-unit' }, input, element('span', { class: 'unit' }, field.unit ?? '')),
        );
      }),
    ),
  );
  const answer = element('p', { class: 'note', role: 'status' });
  const reading = element('div', { class: 'facts-reading', 'aria-live': 'polite' });
  const form = element(
    'form',
    { class: 'facts' },
    element('div', { class: 'facts-fields' }, ...fieldsets, element('button', {}, 'Declare'), answer),
    reading,
  );

  function body(): Record<string, unknown> {
    const written = [...inputs].map(([fact, { field, input }]) => [fact, factValue(field.kind, input.value)]);
    return { ...known, ...Object.fromEntries(written) };
  }

  async function post<T>(path: string): Promise<T> {
    const response = await fetch(`${cellPath(cell_id)}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    });
    const said = (await response.json()) as T & { message?: string };
    if (!response.ok) throw new Error(said.message);
    return said;
  }

  let asked = 0;
  async function check(): Promise<void> {
    const turn = ++asked;
    const found = await post<Reading>('facts/check');
    // A slower answer to an older question.
    if (turn !== asked) return;
    reading.replaceChildren(factsReading(found));
    const wrong = new Set(found.issues.flatMap(({ fields }) => fields.map((field) => field.split('.')[0])));
    for (const [fact, { input }] of inputs) input.setAttribute('aria-invalid', String(wrong.has(fact)));
  }

  // Without an answer the form is as good as before; declaring says what is wrong.
  const checkQuietly = () => void check().catch(() => undefined);
  let due: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(due);
    due = setTimeout(checkQuietly, typingPause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    setText(answer, 'Declaring …');
    post('facts').then(
      () => {
        setText(answer, 'Taken. The results of this cell are computed again from it.');
        declared();
      },
      (error: Error) => setText(answer, `Not taken: ${error.message}.`),
    );
  });
  const node = element('details', { class: 'declare' }, element('summary', {}, 'Declare what this cell is'), form);
  node.addEventListener('toggle', () => node.open && checkQuietly());
  return node;
}

function inputOf(fact: Fact, { kind, options }: FactField, value: CellFacts[Fact]): Input {
  const id = `facts-${fact}`;
  const text = factText(kind, value);
  if (!options)
    return element('input', {
      id,
      value: text,
      ...(kind === 'number' ? { inputmode: 'decimal', size: '10' } : { size: '24' }),
    });
  return element(
    'select',
    { id },
    element('option', { value: '' }, 'not declared'),
    ...Object.entries(options).map(([option, name]) =>
      element('option', { value: option, ...(option === text ? { selected: '' } : {}) }, name),
    ),
  );
}
