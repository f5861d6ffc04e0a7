import {
  decodeRecordBatch,
  encodeRecordBatch,
  quantities,
  quantityNames,
  stepTypes,
  type RecordBatch,
} from '../index.js';

// Bytes that were written once and lie in brokers since. If one of these tests fails, the wire has changed: give the change a new
// number instead, and leave the old one readable.
const stored = Buffer.from(
  [
    'CgtDRkYtQjMyQi3OqRIlQ0ZGLUIzMkItUDNhLjA2MiAyMDE3LTA5LTA2VDE2OjE2OjIwWhoKQVJHT05ORV8xNSICNjIqE21hY2Nv',
    'ci50ZXh0Lm1pbnV0ZXMwATgBQICA2MPEo6wFSABQBloaCAMQAxigrc4cKg+A2sQJzw/vi8QJwM/NHABaCwgBEAEYxAEqAgIKWh8I',
    'AhADGID0u6D1oawFKhCA2sQJgIl6/+K+CoCOzhwAWhAIBBACKggAAM/R1y8AAEABWg4IBRABGAIqBgAEAgIABFoOCAYQARgCKgYA',
    'BAICAARaDggHEAEYAioGAAQCAgAEWgIICFoaCAkQAhiOoP+vAioOte4BAIjcogbgwUqctD9aEAgKEAIqCgAA8PjtC+wX6xdaEAgL',
    'EAIY8NEeKgMA0A86ARpaDQgOEAMqBwAAHPDSDA5aDggPEAMqCAAAWr6XKYoIWg8IFBACGAIqBwCAAoECAgBaNggWEAQyMAAAAAAA',
    'AAAAAAAAAAAAIEMAAAAAAAAgwwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGIBUmIBQ2oEAAYCBg==',
  ].join(''),
  'base64',
);

const absent = NaN;
const columns = {
  record_index: [98, 99, 100, 101, 102, 103],
  unix_time_second: [1504714580, 1504714590, 1504714601, 1504714601, 1504714631, 1504714661],
  test_time_second: [30.002, 40.002, 50.001, 50.005, 80.005, 110.005],
  step_time_second: [30.002, 40.002, 50.001, 0.004, 30.004, 60.004],
  step_id: [1, 1, 1, 2, 2, 2],
  step_count: [1, 1, 1, 2, 2, 2],
  step_type: [1, 1, 1, 2, 2, 2],
  cycle_count: [0, 0, 0, 0, 0, 0],
  voltage_volt: [3.18760967, 3.18745708, 3.18745708, 3.25321584, 3.25932, 3.26451438],
  current_ampere: [0, 0, 0, 0.0012435, 0.0012436526, 0.0012435],
  temperature_t1_celsius: [absent, 25.1, absent, 25.1, 25.2, absent],
  source_capacity_ah: [0, 0, 0, 1.4e-9, 0.0000103636, 0.0000207265],
  source_energy_wh: [0, 0, 0, 4.5e-9, 0.0000337465, 0.0000675402],
  end_status: [1, 1, 129, 0, 1, 1],
  dc_internal_resistance_ohm: [0, 2251799813.685248, -2251799813.685248, 0, 0, 0],
};

const batch: RecordBatch = {
  cell_id: 'CFF-B32B-Ω',
  test_id: 'CFF-B32B-P3a.062 2017-09-06T16:16:20Z',
  equipment_id: 'ARGONNE_15',
  channel_id: '62',
  source_format: 'maccor.text.minutes',
  clock_source: 'wall',
  counter_reset: 'step',
  exported_at: 1504742400,
  live: false,
  length: 6,
  columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)])),
  cycler_state: { dictionary: ['R', 'C'], codes: Uint8Array.of(0, 0, 0, 1, 1, 1) },
};

test('stored bytes decode to the stored batch', () => {
  expect(decodeRecordBatch(stored)).toEqual(batch);
});

test('the stored batch encodes to the stored bytes', () => {
  expect(Buffer.from(encodeRecordBatch(batch)).toString('base64')).toBe(stored.toString('base64'));
});

// Column 1000, constant 7: 08 e807 = number, 18 0e = first; before it field 11 of the batch, five bytes. The columns end twelve
// bytes before the end, where the cycler's states are.
const newer = Buffer.concat([stored.subarray(0, -12), Buffer.from('5a0508e807180e', 'hex'), stored.subarray(-12)]);

test('a column of a newer writer is kept and written again', () => {
  const decoded = decodeRecordBatch(newer);
  expect(decoded.unknown_columns).toEqual([{ number: 1000, bytes: Uint8Array.from(Buffer.from('08e807180e', 'hex')) }]);
  expect({ ...decoded, unknown_columns: undefined }).toEqual({ ...batch, unknown_columns: undefined });
  expect(Buffer.from(encodeRecordBatch(decoded)).toString('hex')).toBe(newer.toString('hex'));
});

test('a field of a newer writer does no harm', () => {
  const field = Buffer.from('c2bb0103616263', 'hex'); // field 3000, three bytes
  expect(decodeRecordBatch(Buffer.concat([field, stored]))).toEqual(batch);
});

test('numbers, scales and codes are for ever', () => {
  expect(quantityNames.map((name) => `${quantities[name].number} ${name} ${quantities[name].scale}`)).toEqual([
    '1 record_index 1',
    '2 unix_time_second 1000000',
    '3 test_time_second 1000000',
    '4 step_time_second 1000000',
    '5 step_id 1',
    '6 step_count 1',
    '7 step_type 1',
    '8 cycle_count 1',
    '9 voltage_volt 100000000',
    '10 current_ampere 10000000000',
    '11 temperature_t1_celsius 10000',
    '12 ambient_temperature_celsius 10000',
    '13 applied_pressure_pa 1',
    '14 source_capacity_ah 10000000000',
    '15 source_energy_wh 10000000000',
    '16 source_charging_capacity_ah 10000000000',
    '17 source_discharging_capacity_ah 10000000000',
    '18 source_charging_energy_wh 10000000000',
    '19 source_discharging_energy_wh 10000000000',
    '20 end_status 1',
    '21 ac_internal_resistance_ohm 1000000',
    '22 dc_internal_resistance_ohm 1000000',
  ]);
  expect(stepTypes).toEqual(['unknown', 'rest', 'charge', 'discharge', 'pause', 'control', 'end']);
});
