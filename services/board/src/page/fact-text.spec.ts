import { factText, factValue, type FactKind } from './fact-text.js';

test.each<[FactKind, unknown, string]>([
  ['number', 0.0016106, '0.0016106'],
  ['number', 1.5e-9, '1.5e-9'],
  ['text', 'Si ‖ NCM', 'Si ‖ NCM'],
  ['choice', 'full_cell', 'full_cell'],
  ['yes_or_no', false, 'false'],
  ['cycles', [1, 2, 50], '1, 2, 50'],
  [
    'celsius',
    [
      { from_cycle: 1, celsius: 25 },
      { from_cycle: 6, celsius: -10.5 },
    ],
    '1: 25; 6: -10.5',
  ],
  ['c_rates', [{ from_cycle: 1, c_rate: 0.1 }], '1: 0.1'],
  [
    'peaks',
    [
      { name: 'Si: second', voltage_volt: 0.54, direction: 'charge' },
      { name: 'LixSn', voltage_volt: 0.66, direction: 'discharge' },
    ],
    'Si: second: 0.54 charge; LixSn: 0.66 discharge',
  ],
  ['factors', { anode: 'G/C', pressure_mpa: 40, rate: '40' }, 'anode = G/C; pressure_mpa = 40; rate = "40"'],
])('%s %j is written and read again', (kind, value, text) => {
  expect(factText(kind, value)).toBe(text);
  expect(factValue(kind, text)).toEqual(value);
});

test('nothing is not declared', () => {
  for (const kind of ['number', 'text', 'choice', 'yes_or_no', 'cycles', 'celsius', 'factors'] as const) {
    expect(factText(kind, undefined)).toBe('');
    expect(factValue(kind, '  ')).toBeUndefined();
  }
});

test('a decimal comma is a point; what cannot be read goes as it is', () => {
  expect(factValue('number', ' 0,0018 ')).toBe(0.0018);
  expect(factValue('number', 'much')).toBe('much');
  expect(factValue('cycles', '1; two 3')).toEqual([1, 'two', 3]);
  expect(factValue('celsius', '1: 25; 6')).toBe('1: 25; 6');
  expect(factValue('celsius', '1: 25;')).toEqual([{ from_cycle: 1, celsius: 25 }]);
  expect(factValue('peaks', 'Si 0.35')).toBe('Si 0.35');
  expect(factValue('factors', 'anode')).toBe('anode');
});
