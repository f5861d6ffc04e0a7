import { element } from './element.js';

export interface TableColumn<Row> {
  head: string;
  /** Words stand left, numbers right. */
  word?: boolean;
  title?: string;
  cell(row: Row): Node | string;
}

/** A table in a box that scrolls; the first column names the row. */
export function dataTable<Row>(
  name: string,
  [first, ...others]: TableColumn<Row>[],
  rows: Row[],
  attributesOf: (row: Row) => Record<string, string> = () => ({}),
  tableClass = '',
): HTMLElement {
  const kind = ({ word, title }: TableColumn<Row>) => ({
    ...(word ? { class: 'word' } : {}),
    ...(title ? { title } : {}),
  });
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name },
    element(
      'table',
      tableClass === '' ? {} : { class: tableClass },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...[first, ...others].map((column) => element('th', { scope: 'col', ...kind(column) }, column.head)),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            attributesOf(row),
            element('th', { scope: 'row', ...(first.word ? { class: 'word' } : {}) }, first.cell(row)),
            ...others.map((column) => element('td', column.word ? { class: 'word' } : {}, column.cell(row))),
          ),
        ),
      ),
    ),
  );
}
