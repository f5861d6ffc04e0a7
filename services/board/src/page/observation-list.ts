import { ask, cellPath } from './ask.js';
import { element } from './element.js';
import { instant } from './format.js';

interface Observation {
  observation_id: string;
  quantity: string;
  value: number | null;
  unit: string;
  standard_uncertainty: number | null;
  method: string;
  specimen: string | null;
  derived_cycle_count: number | null;
  observed_at: string;
  note: string | null;
  attachment_name: string | null;
  sweep_points: number | null;
}

const heads = ['Quantity', 'Value', 'Unit', 'Method', 'Observed', 'Of', 'Note', 'File'];

/** What was measured of a cell by hand, in the order in which it was. */
export function observationList(cell_id: string, signal: AbortSignal): { node: HTMLElement; load(): Promise<void> } {
  const box = element('div', {});
  const path = `${cellPath(cell_id)}/observations`;

  async function load(): Promise<void> {
    const { observations } = await ask<{ observations: Observation[] }>(path, signal);
    box.replaceChildren(
      observations.length === 0
        ? element('p', { class: 'quiet' }, 'Nothing was measured by hand.')
        : element(
            'div',
            { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Observations' },
            element(
              'table',
              { class: 'observations' },
              element(
                'thead',
                {},
                element('tr', {}, ...heads.map((head, at) => element('th', { scope: 'col', ...wordUnless(at) }, head))),
              ),
              element('tbody', {}, ...observations.map(row)),
            ),
          ),
    );
  }

  function row(observation: Observation): HTMLElement {
    const { observation_id, quantity, value, unit, standard_uncertainty: uncertainty, method } = observation;
    const { specimen, derived_cycle_count: cycle, observed_at, note, attachment_name, sweep_points } = observation;
    const number = value === null ? '' : `${value}${uncertainty === null ? '' : ` ± ${uncertainty}`}`;
    const of = [specimen, cycle === null ? null : `cycle ${cycle}`].filter((text) => text !== null).join(', ');
    const file = attachment_name
      ? element('a', { href: `${path}/${observation_id}/attachment`, download: attachment_name }, attachment_name)
      : null;
    const cells: (string | Node | null)[] = [
      quantity.replaceAll('_', ' '),
      number || (sweep_points === null ? '' : `sweep of ${sweep_points} points`),
      unit === '1' ? '' : unit,
      method,
      instant(Date.parse(observed_at) / 1000),
      of,
      note ?? '',
      file,
    ];
    return element('tr', {}, ...cells.map((cell, at) => element('td', wordUnless(at), cell)));
  }

  return { node: box, load };
}

/** Values stand to the right, words to the left. */
function wordUnless(at: number): Record<string, string> {
  return at === 1 ? {} : { class: 'word' };
}
