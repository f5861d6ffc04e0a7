import { tablesOfCells, disagreementText, headline, survivalText } from './words.js';
import { printCell, printGroup } from './print-number.js';
import type { Definition, Report, Row, Section } from './report.js';

/** The report as Markdown with tables and footnotes, one per quantity. */
export function renderMarkdown(report: Report): string {
  const definitions = new Map(report.definitions.map((definition) => [definition.quantity, definition]));
  return [
    `# ${plain(report.campaign)}`,
    headline(report).map(plain).join('  \n'),
    ...tablesOfCells(report).flatMap(({ title, columns, rows }) => [
      `## ${title}`,
      table(
        columns,
        rows.map((row) => row.map(plain)),
        columns.length,
      ),
    ]),
    ...report.sections.flatMap((section) => tablesOf(report, section, definitions)),
    '## Survival',
    report.groups.map(({ group, survival }) => `- ${plain(`${group}: ${survivalText(survival)}`)}`).join('\n'),
    '## Replicates that disagree',
    report.disagreements.length === 0
      ? 'None.'
      : report.disagreements.map((each) => `- ${plain(disagreementText(each, definitions))}`).join('\n'),
    ...report.definitions.map(({ quantity, name, definition }) => `[^${quantity}]: **${name}.** ${definition}`),
    '',
  ].join('\n\n');
}

function tablesOf(report: Report, { title, note, rows }: Section, definitions: Map<string, Definition>): string[] {
  const onePlace = rows.every(({ at }) => at === rows[0].at);
  const heads = onePlace ? ['Quantity'] : ['Quantity', 'At'];
  const lead = ({ quantity, at }: Row) => {
    const { name, shown_unit } = definitions.get(quantity)!;
    return [`${name}, ${shown_unit} [^${quantity}]`, ...(onePlace ? [] : [plain(at)])];
  };
  const groups = table(
    [...heads, ...report.groups.map(({ group }) => group)],
    rows.map((row) => [
      ...lead(row),
      ...report.groups.map(({ group }) => {
        const { mean, details } = printGroup(row.groups[group], definitions.get(row.quantity)!);
        return plain(details ? `${mean} (${details})` : mean);
      }),
    ]),
    heads.length,
  );
  const perGroup = report.groups.map(({ group, cells }) => {
    const has = rows.some((row) => cells.some(({ cell_id }) => row.cells[cell_id].value !== null));
    if (!has) return `**${plain(group)}**: no cell has a value.`;
    const each = table(
      [...heads, ...cells.map(({ cell_id }) => cell_id)],
      rows.map((row) => [
        ...lead(row),
        ...cells.map(({ cell_id }) => plain(printCell(row.cells[cell_id], definitions.get(row.quantity)!))),
      ]),
      heads.length,
    );
    return `**${plain(group)}**, cell by cell\n\n${each}`;
  });
  return [`## ${title}`, note, groups, ...perGroup];
}

/** Cells are markup already; `words` of the columns are words, the others numbers. */
function table(columns: string[], rows: string[][], words: number): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(plain)),
    line(columns.map((_, at) => (at < words ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

/** Names are data: none of them is markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');
}
