import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unexercised } from '../support/unexercised.js';
import { dataFolder, fileBytes, haveFiles, survey } from './survey.js';

const given = haveFiles ? describe : describe.skip;
if (!haveFiles) unexercised('which format every real file has (../shared/data)');

/** What a file is, by its content alone: its format, or why it is none. The first pattern that its path has. */
const kinds: [path: RegExp, kind: string][] = [
  [/\.(md|mpl|mps)$|Metadata|GlobalInfo|events\.csv|claims/, 'unknown_format'],
  [/p492-13-(summary|raw\.expected)|StatisticBy|STATS/, 'statistics_table'],
  [/\.(expected|computed|converted)\.csv$|silicon_ife|kneepoint/, 'unknown_format'],
  [/\.EDA0001\.|^eis.*\.mpt|\.z$|CHInstruments/, 'impedance_sweep'],
  [/^eis.*\.(csv|dta|txt|par)$/i, 'unknown_format'],
  [/^eis.*\.mpr$/, 'impedance_sweep'],
  [/\.mpr$/, 'biologic.mpr'],
  [/\.ndax$/, 'neware.ndax'],
  [/\.(nda|res|npy)$/, 'binary'],
  [/^maccor\/(xTESLA|PreDiag|Prediction)/, 'maccor.text.seconds'],
  [/^maccor\/.*example.*\.\d{3}$/, 'maccor.text.minutes'],
  [/^maccor\/maccor_(001|test_file)/, 'maccor.text.clock'],
  [/^maccor\/maccor_(002|two)/, 'maccor.keyed.minutes'],
  [/^maccor\/sample/, 'maccor.csv.named'],
  [/^maccor\/testdata/, 'maccor.csv.units'],
  [/^bdf\/arbin/, 'bdf.arbin'],
  [/^bdf\//, 'bdf.names'],
  [/^arbin\//, 'arbin.csv'],
  [/^neware\//, 'neware.csv'],
  [/^biologic\//, 'biologic.text'],
  [/^basytec\//, 'basytec.text'],
  [/^landt\//, 'landt.csv'],
  [/^novonix\//, 'novonix.csv'],
  [/^pec\//, 'pec.csv'],
  [/p492-13-raw\.csv$/, 'batterydata.csv'],
];

given('every real file', () => {
  const paths = haveFiles
    ? readdirSync(dataFolder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dataFolder, join(entry.parentPath, entry.name)))
    : [];

  test.each(paths.sort())('%s is one thing', (path) => {
    const bytes = fileBytes(path);
    const [, kind] = kinds.find(([pattern]) => pattern.test(path.replace(/\.gz$/, ''))) ?? [];
    // its name says nothing, and a header that fits two layouts is refused as unknown: each of these fits exactly one
    const { test, rejects } = survey(bytes, { file_name: 'x', time_zone: 'UTC' });
    expect(test?.source_format ?? rejects.map(({ reason }) => reason).join()).toBe(kind);
    expect(kind).toBeDefined();
  });
});
