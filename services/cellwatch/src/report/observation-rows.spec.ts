import { reportOf } from './report-of.js';
import { specCell } from './report.spec-support.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';

const observed = (value: number, derived_cycle_count: number | null, quantity = 'electrode_thickness') => ({
  cell_id: 'any',
  quantity,
  value,
  unit: 'µm',
  method: 'SEM',
  specimen: null,
  derived_cycle_count,
});
const capacities = [160, 158];
const report = reportOf('by hand', [
  {
    ...specCell({ cell_id: 'a', capacities }),
    observations: [observed(23.6, 0), observed(24, 0), observed(25.4, 100)],
  },
  { ...specCell({ cell_id: 'b', capacities }), observations: [observed(24.8, 0)] },
  specCell({ cell_id: 'c', capacities }),
]);
const { rows } = report.sections.find(({ title }) => title === 'Measured by hand')!;

test('a cell’s readings are averaged first, then its group’s cells: (23.8 + 24.8)/2', () => {
  expect(rows.map(({ at }) => at)).toEqual(['cycle 0, SEM', 'cycle 100, SEM']);
  expect(rows[0].cells.a).toMatchObject({ value: 23.8, n: 2 });
  expect(rows[0].cells.c).toMatchObject({ value: null, reason: 'not measured' });
  const { statistics } = rows[0].groups['no factors'];
  expect(statistics).toMatchObject({ n: 2 });
  expect(statistics!.mean).toBeCloseTo(24.3, 12);
});

test('it is printed with its unit and method', () => {
  expect(renderMarkdown(report)).toContain('electrode thickness, µm [^observed_electrode_thickness_µm]');
  expect(renderMarkdown(report)).toContain('24.30 ± 0.71');
  expect(report.definitions.at(-1)!.definition).toBe('Entered by hand, in µm; method: SEM.');
});

test('the name of a quantity is data too', () => {
  const hostile = reportOf('by hand', [
    { ...specCell({ cell_id: 'a', capacities }), observations: [observed(1, null, '"><img src=x>')] },
  ]);
  expect(renderHtml(hostile).includes('<img')).toBe(false);
  expect(/href="#definition-observed__?img_src_x_µm"/.exec(renderHtml(hostile))).not.toBeNull();
});

test('without observations there is no section', () => {
  const plain = reportOf('plain', [specCell({ cell_id: 'a', capacities })]);
  expect(plain.sections.map(({ title }) => title)).not.toContain('Measured by hand');
});
