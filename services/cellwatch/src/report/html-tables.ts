import { printCell, printGroup, printNumber } from './print-number.js';
import type { Definition, Report, Row, Section } from './report.js';
import { escaped, tag } from './svg/markup.js';

interface Cell {
  markup: string;
  word?: boolean;
  rows?: number;
  head?: boolean;
}

/** Per section: the groups beside each other, and then each group cell by cell. */
export function htmlTables(report: Report, definitions: ReadonlyMap<string, Definition>): string {
  const marks = new Map(report.definitions.map(({ quantity }, at) => [quantity, at + 1]));
  return report.sections
    .map((section, index) => {
      const { title, note, rows } = section;
      const caption = `<b>Table ${index + 1}.</b> ${escaped(title)}. <span class="quiet">${escaped(note)}</span>`;
      const table = (columns: string[], cells: (row: Row, definition: Definition) => Cell[]) =>
        htmlTable([...headsOf(section), ...columns.map(escaped)], rowsOf(section, definitions, marks, cells));
      const groups = table(
        report.groups.map(({ group }) => group),
        (row, definition) => report.groups.map(({ group }) => groupCell(row, group, definition)),
      );
      const perGroup = report.groups.map(({ group, cells }) => {
        const has = rows.some((row) => cells.some(({ cell_id }) => row.cells[cell_id].value !== null));
        if (!has) return tag('p', { class: 'caption quiet' }, escaped(`${group}: no cell has a value.`));
        const each = table(
          cells.map(({ cell_id, replicate }) => (replicate === null ? cell_id : `${cell_id} (${replicate})`)),
          (row, definition) => cells.map(({ cell_id }) => cellCell(row, cell_id, definition)),
        );
        // closed ones do not print
        return tag('details', { open: '' }, tag('summary', {}, escaped(`${group}, cell by cell`)), each);
      });
      return tag(
        'section',
        {},
        tag('h2', {}, escaped(title)),
        tag('p', { class: 'caption' }, caption),
        groups,
        ...perGroup,
      );
    })
    .join('\n');
}

/** Where every row is read at one place, the caption says which. */
const isOnePlace = ({ rows }: Section) => rows.every(({ at }) => at === rows[0].at);
const headsOf = (section: Section) => (isOnePlace(section) ? ['Quantity'] : ['Quantity', 'At']);

/** Rows of one quantity that follow each other share its name. */
function rowsOf(
  section: Section,
  definitions: ReadonlyMap<string, Definition>,
  marks: ReadonlyMap<string, number>,
  cells: (row: Row, definition: Definition) => Cell[],
): Cell[][] {
  const { rows } = section;
  return rows.map((row, index) => {
    const { quantity } = row;
    const definition = definitions.get(quantity)!;
    const ends = rows.findIndex((each, at) => at > index && each.quantity !== quantity);
    const mark = `<a class="mark" href="#definition-${quantity}">[${marks.get(quantity)}]</a>`;
    const name = `${escaped(definition.name)}, <span class="quiet">${escaped(definition.shown_unit)}</span><sup>${mark}</sup>`;
    const lead = { markup: name, head: true, word: true, rows: (ends === -1 ? rows.length : ends) - index };
    return [
      ...(rows[index - 1]?.quantity === quantity ? [] : [lead]),
      ...(isOnePlace(section) ? [] : [{ markup: escaped(row.at), word: true }]),
      ...cells(row, definition),
    ];
  });
}

function groupCell(row: Row, group: string, definition: Definition): Cell {
  const { mean, details } = printGroup(row.groups[group], definition);
  return { markup: `${escaped(mean)}${details ? `<small>${escaped(details)}</small>` : ''}` };
}

function cellCell(row: Row, cell_id: string, definition: Definition): Cell {
  const cell = row.cells[cell_id];
  const { reason = null, n = null, value = null } = cell ?? {};
  const details = [n !== null && n !== 1 ? `n = ${n}` : '', reason ?? ''].filter(Boolean).join('; ');
  const number = cell ? printNumber(value, definition) : printCell(undefined, definition);
  return { markup: `${number}${details ? `<small>${escaped(details)}</small>` : ''}` };
}

export function htmlTable(heads: string[], rows: Cell[][]): string {
  const isWord = (at: number) => rows.some((cells) => cells.length === heads.length && cells[at].word);
  const head = tag(
    'tr',
    {},
    ...heads.map((text, at) => tag('th', { scope: 'col', class: isWord(at) ? 'word' : undefined }, text)),
  );
  const body = rows.map((cells) =>
    tag(
      'tr',
      {},
      ...cells.map(({ markup, word, rows: span, head: isHead }) =>
        tag(
          isHead ? 'th' : 'td',
          { class: word ? 'word' : undefined, rowspan: span, scope: isHead ? 'rowgroup' : undefined },
          markup,
        ),
      ),
    ),
  );
  return tag('div', { class: 'scroll' }, tag('table', {}, tag('thead', {}, head), tag('tbody', {}, ...body)));
}
