import { renderCsv } from './render-csv.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';
import { reportOf } from './report-of.js';
import { specCell } from './report.spec-support.js';

const hostile = '<img src="https://evil.example/x.png"> | =1+1';
const capacities = Array.from({ length: 12 }, (_, at) => 160 - at);
const report = reportOf(hostile, [
  specCell({ cell_id: 'a', facts: { label: hostile, factors: { [hostile]: 1 } }, capacities }),
  specCell({
    cell_id: 'b',
    facts: { factors: { [hostile]: 1 }, failed_at_cycle: 5 },
    capacities: capacities.slice(0, 5),
  }),
]);

test('the same number in all three', () => {
  const [mean, spread] = ['151.0', '157.5 ± 0.0'];
  expect(renderMarkdown(report)).toContain(mean);
  expect(renderHtml(report)).toContain(`>${mean}<`);
  const line = renderCsv(report)
    .split('\r\n')
    .find(
      (each) =>
        each.includes('specific_reversible_capacity_mah_per_gram') &&
        each.includes(',cycle 10,') &&
        each.includes(',b,'),
    );
  expect(line).toContain('failed at cycle 5');
  expect(renderMarkdown(report)).not.toContain(spread);
});

test('a name is data: neither markup, nor a column, nor a formula', () => {
  const html = renderHtml(report);
  expect(html.includes('<img')).toBe(false);
  expect(html.match(/https?:\/\//g)).toHaveLength(html.match(/https:\/\/evil/g)!.length);
  expect(/<(script|link|iframe|object|image)\b|<[^>]*\bsrc=|@import|url\((?!#)/.exec(html)).toBeNull();
  for (const row of renderMarkdown(report)
    .split('\n')
    .filter((line) => line.startsWith('| a: ')))
    expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(11);
  expect(renderCsv(reportOf('=1+1', []))).not.toMatch(/^=1/m);
  expect(renderCsv(report).split('\r\n')[1]).toMatch(/^"<img src=""https/);
});

test('CSV: a line per number, groups with an empty cell, ratios as ratios', () => {
  const [head, ...lines] = renderCsv(report).trimEnd().split('\r\n');
  expect(head).toMatch(/^campaign,group,cell,quantity,value,unit,n,sd,ci_low,ci_high,reference_cycle,definition,/);
  expect(lines.length).toBe(3 * report.sections.reduce((sum, { rows }) => sum + rows.length, 0) + 2);
  const plain = renderCsv(reportOf('spec', [specCell({ cell_id: 'a', capacities })])).split('\r\n');
  expect(plain.find((line) => line.startsWith('spec,no factors,a,initial_coulombic_efficiency'))).toContain(
    ',0.8,1,1,',
  );
  expect(plain.find((line) => line.startsWith('spec,no factors,,capacity_retention,'))).toMatch(/,1,,,,2,/);
});

test('the page is one file that may ask nobody, with a figure for capacity, efficiency, retention, survival', () => {
  const html = renderHtml(report);
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(html.match(/<svg /g)).toHaveLength(4);
  expect(html.match(/<figcaption>/g)).toHaveLength(4);
  expect(html).toContain('Cells at risk');
  expect(/NaN|undefined|Infinity/.exec(html)).toBeNull();
});

test('a campaign without any cycle still renders', () => {
  const empty = reportOf('empty', [specCell({ cell_id: 'x', capacities: [] })]);
  for (const text of [renderMarkdown(empty), renderCsv(empty), renderHtml(empty)])
    expect(/NaN|undefined|Infinity/.exec(text)).toBeNull();
});

test('footnotes: each quantity has one, and each mark leads to it', () => {
  const markdown = renderMarkdown(report);
  for (const { quantity } of report.definitions) {
    expect(markdown.includes(`[^${quantity}]: **`)).toBe(true);
    expect(renderHtml(report).includes(`id="definition-${quantity}"`)).toBe(true);
  }
});
