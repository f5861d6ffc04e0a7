import { disagreementText, tablesOfCells, headline, survivalText } from './words.js';
import { htmlFigures } from './html-figures.js';
import { htmlTables, htmlTable } from './html-tables.js';
import { style } from './html-style.js';
import type { Report } from './report.js';
import { escaped, tag } from './svg/markup.js';

/** The report as one page that asks nobody for anything: figures are drawn in it, and it prints. */
export function renderHtml(report: Report): string {
  const definitions = new Map(report.definitions.map((definition) => [definition.quantity, definition]));
  const list = (items: string[]) => tag('ul', {}, ...items.map((item) => tag('li', {}, escaped(item))));
  const body = [
    tag(
      'header',
      {},
      tag('h1', {}, escaped(report.campaign)),
      ...headline(report).map((sentence) => tag('p', { class: 'quiet' }, escaped(sentence))),
    ),
    htmlFigures(report, definitions),
    htmlTables(report, definitions),
    tag('h2', {}, 'Survival'),
    list(report.groups.map(({ group, survival }) => `${group}: ${survivalText(survival)}`)),
    tag('h2', {}, 'Replicates that disagree'),
    report.disagreements.length === 0
      ? tag('p', {}, 'None.')
      : list(report.disagreements.map((each) => disagreementText(each, definitions))),
    ...tablesOfCells(report).flatMap(({ title, columns, rows }) => [
      tag('h2', {}, title),
      tag(
        'div',
        { class: 'wide' },
        htmlTable(
          columns.map(escaped),
          rows.map((row) => row.map((text) => ({ markup: escaped(text), word: true }))),
        ),
      ),
    ]),
    tag('h2', { id: 'definitions' }, 'Definitions'),
    tag(
      'ol',
      { class: 'definitions' },
      ...report.definitions.map(({ quantity, name, definition }) =>
        tag('li', { id: `definition-${quantity}` }, tag('b', {}, escaped(`${name}. `)), escaped(definition)),
      ),
    ),
  ];
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    // Nothing from elsewhere, not even if a name of a cell were to ask for it.
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    tag('title', {}, escaped(`${report.campaign}: report`)),
    tag('style', {}, style),
  ];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main>\n${body.join('\n')}\n</main>\n</body>\n</html>\n`;
}
