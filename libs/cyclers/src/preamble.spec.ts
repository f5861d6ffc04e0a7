import { biologicLayouts } from './layouts/biologic.js';
import { labelledPreamble, noPreamble } from './preamble.js';

const read = labelledPreamble([
  ['Name of Test:', 'title'],
  ['Channel:', 'channel'],
  ['Started:', 'started'],
]);

test('labels begin a line, behind marks and blanks; the first line that has one counts', () => {
  const found = read([
    '~Name of Test: C:\\data\\cell 7.csv',
    'Channel: 01',
    'Channel: 02',
    '\tStarted:,2025-07-19 15:26:20,,',
  ]);
  expect(found).toEqual({ ...noPreamble(), title: 'cell 7', channel: '1', started: '2025-07-19 15:26:20' });
});

test('a label in running text is none', () => expect(read(['see Channel: 4'])).toEqual(noPreamble()));

test('a name that was blanked out is none', () => expect(read(['Name of Test: ***.mpr']).title).toBe(''));

test('BioLogic: the technique is the fourth line, where there are settings', () => {
  const [{ preamble }] = biologicLayouts;
  const settings = ['EC-Lab ASCII FILE', 'Nb header lines : 80', '', 'Modulo Bat', '', 'Run on channel : 8 (SN 21637)'];
  expect(preamble(settings)).toEqual({ ...noPreamble(), procedure: 'Modulo Bat', channel: '8' });
  expect(preamble(['BT-Lab ASCII FILE', 'Nb header lines : 3'])).toEqual(noPreamble());
});
