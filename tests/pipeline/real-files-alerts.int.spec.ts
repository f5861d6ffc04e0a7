import { openCyclerReader } from '@cellwatch/cyclers';
import { defaultRules, evolveRecordRules, initialRecordRulesState } from '@cellwatch/detection';
import { declareFacts } from '@cellwatch/events';
import { fileBytes, haveFiles } from '../cyclers/survey.js';
import { unexercised } from '../support/unexercised.js';

if (!haveFiles) unexercised('rules over the records of vendor files (../shared/data)');
const given = haveFiles ? describe : describe.skip;

/** What the rules over records tell of a vendor's file, as `rule severity record`. */
function toldOf(name: string, limits: { lower_voltage_limit_volt?: number; upper_voltage_limit_volt?: number } = {}) {
  const rules = defaultRules();
  const file_name = name.replace(/\.gz$/, '');
  const reader = openCyclerReader({ file_name, cell_id: 'cell', time_zone: 'UTC' });
  let state = initialRecordRulesState(declareFacts({ cell_id: 'cell', system: 'full_cell', ...limits }));
  let records = 0;
  const told: string[] = [];
  for (const reading of [...reader.write(fileBytes(name)), ...reader.end()]) {
    if (reading.kind !== 'batch') continue;
    const { state: next, alerts, disordered } = evolveRecordRules(state, reading.batch, rules);
    expect(disordered).toBe(false);
    state = next;
    records += reading.batch.length;
    told.push(
      ...alerts
        .filter(({ status }) => status === 'firing')
        .map(({ rule, severity, record_index }) => `${rule} ${severity} ${record_index}`),
    );
  }
  const { cycling, ...own } = state;
  expect(JSON.stringify(cycling).length).toBeLessThan(10_000);
  expect(JSON.stringify(own).length).toBeLessThan(8_000);
  return { records, told };
}

given('no file of ours documents a short: the rules find none', () => {
  test.each([
    ['maccor/PreDiag_000412_00008Fshort.022.gz', 10_344],
    ['maccor/maccor_001.txt.gz', 6_704],
    ['maccor/maccor_002.txt.gz', 7_446],
    ['maccor/xTESLADIAG_000019_CH70.070.gz', 11_669],
    ['arbin/FastCharge_000025_CH8.csv', 248],
    ['biologic/gcpl.issue_211.mpt.gz', 2_767],
    ['landt/SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv.gz', 25_162],
    ['neware/TESTCELL0001-B2-2025-M50T_NewareNDA_Investigation.ndax', 77_745],
    ['neware/nw4-120-1-6-53.ndax', 18_700],
  ])('%s', (name, records) => {
    expect(toldOf(name)).toEqual({ records, told: [] });
  });

  test.each([
    ['maccor/testdata_errors.csv', 4],
    ['bdf/faraday__lg-INR21700M50-2019-002__2019-06-02__rate__25degC__maccor.bdf.csv', 2686],
    ['neware/neware_uio.csv.gz', 723],
  ])('%s: a notice that a time repeats, and nothing else', (name, record) => {
    expect(toldOf(name).told).toEqual([`DATA_CLOCK notice ${record}`]);
  });

  test('a window that was declared wrongly is told: a discharge goes on 0.2 V below it', () => {
    const wrong = { lower_voltage_limit_volt: 2.5, upper_voltage_limit_volt: 4.2 };
    expect(toldOf('maccor/maccor_002.txt.gz', wrong).told).toEqual(['HARD_SHORT critical 3798']);
  });
});
