import { readLabels } from './read-labels.js';

test('a plain table: faults by cycle, by time, or a time that only looks bad', () => {
  const { labels, problems } = readLabels(
    [
      '# drawn by hand',
      'cell_id,fault,name,first_cycle,last_cycle,began_at,ended_at',
      'a,short,"dendrite, seen",10,20,,',
      'b,,door opened,,,2026-01-02T03:04:05+01:00,1767319500',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(labels).toEqual([
    {
      cell_id: 'a',
      fault: 'short',
      name: 'dendrite, seen',
      first_cycle: 10,
      last_cycle: 20,
      began_at_unix_second: null,
      ended_at_unix_second: null,
      file: null,
    },
    expect.objectContaining({
      cell_id: 'b',
      fault: null,
      began_at_unix_second: 1767319445,
      ended_at_unix_second: 1767319500,
    }),
  ]);
});

test('a table of events: traps must stay quiet, retention lasts, a knee is drawn wider, some are left open', () => {
  const { labels, undecided, problems } = readLabels(
    [
      'file,cell,event,first_cycle,last_cycle,evidence',
      'x/one.csv,c,rpt_row,50,50,',
      'x/one.csv,c,retention_80,117,120,',
      'x/one.csv,c,knee_onset,100,112,',
      'x/one.csv,c,ce_dip,95,230,',
      'all files,-,internal_short,,,none found',
    ].join('\n'),
  );
  expect(problems).toEqual([]);
  expect(
    labels.map(({ file, name, fault, first_cycle, last_cycle }) => [file, name, fault, first_cycle, last_cycle]),
  ).toEqual([
    ['one.csv', 'rpt_row', null, 50, 50],
    ['one.csv', 'retention_80', 'fade', 117, null],
    ['one.csv', 'knee_onset', 'fade', 93, 119],
  ]);
  expect(undecided.map(({ name }) => name)).toEqual(['ce_dip']);
});

test.each([
  ['cell,first_cycle\na,1', /^1: the header is/],
  ['cell_id,fault,first_cycle\na,shrot,1', '2: fault is "shrot", expected one of short'],
  ['cell_id,fault,first_cycle\na,short,one', '2: first_cycle is "one", expected a cycle’s number'],
  ['cell_id,fault,began_at\na,short,2026-01-02', '2: began_at is "2026-01-02", expected ISO 8601 with a zone'],
  ['cell_id,fault,first_cycle\na,short,', '2: first_cycle is "", expected a cycle, or a time'],
  ['cell_id,fault,first_cycle\n,short,1', '2: cell_id is "", expected a cell'],
  ['cell,event,first_cycle,last_cycle\na,strange,1,2', '2: event is "strange", expected one of'],
])('%p is refused', (text, problem) => {
  const { problems } = readLabels(text);
  expect(problems[0]).toEqual(
    problem instanceof RegExp ? expect.stringMatching(problem) : expect.stringContaining(problem),
  );
});
