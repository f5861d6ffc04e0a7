import * as cyclers from './index.js';

test('the public face changes on purpose', () =>
  expect(Object.keys(cyclers).sort()).toEqual([
    'cyclerFormats',
    'openCyclerReader',
    'readCycleTable',
    'readSpectra',
    'unixSecondOf',
  ]));

test('formats are listed with what becomes of their columns', () => {
  const formats = cyclers.cyclerFormats();
  expect(formats.map(({ source_format }) => source_format)).toEqual([
    'maccor.text.seconds',
    'maccor.text.minutes',
    'maccor.text.clock',
    'maccor.keyed.minutes',
    'maccor.csv.named',
    'maccor.csv.units',
    'arbin.csv',
    'bdf.arbin',
    'neware.csv',
    'biologic.text',
    'basytec.text',
    'landt.csv',
    'novonix.csv',
    'pec.csv',
    'bdf.names',
    'bdf.labels',
    'batterydata.csv',
    'neware.ndax',
    'biologic.mpr',
  ]);
  expect(formats[0].columns).toContain('volts -> voltage_volt');
});
