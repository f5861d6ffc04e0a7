import { readSpectra } from './read-spectra.js';

const points = [
  [1000, 10, -1],
  [10, 12, -3],
];

/** As numpy.save writes it: one sweep or several, each a row of frequencies and one of impedances. */
function npy(
  sweeps: number[][][],
  header: Partial<{ descr: string; order: string; shape: string; version: number }> = {},
) {
  const { descr = "'<c16'", order = 'False', version = 1 } = header;
  const shape = header.shape ?? `(${sweeps.length}, 2, ${sweeps[0].length})`;
  const text = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
  const length = version === 1 ? [text.length, 0] : [text.length, 0, 0, 0];
  const numbers = sweeps.flatMap((sweep) => [
    ...sweep.flatMap(([hertz]) => [hertz, 0]),
    ...sweep.flatMap(([, re, im]) => [re, im]),
  ]);
  const head = [0x93, ...Buffer.from('NUMPY'), version, 0, ...length, ...Buffer.from(text)];
  return Uint8Array.from([...head, ...new Uint8Array(Float64Array.from(numbers).buffer)]);
}

const read = (bytes: Uint8Array) => readSpectra(bytes, { file_name: 'cell 7.npy' });

test.each([
  ['several sweeps', npy([points, points]), 2],
  ['one sweep', npy([points], { shape: '(2, 2)' }), 1],
  ['a header of version 2', npy([points], { version: 2 }), 1],
])('%s', (_, bytes, sweeps) => {
  const reading = read(bytes);
  if (reading.kind === 'refused') throw new Error(reading.message);
  expect(reading.spectra).toHaveLength(sweeps);
  expect(reading.spectra.map(({ meta }) => meta.spectrum_number)).toEqual([1, 2].slice(0, sweeps));
  const [{ frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm, meta }] = reading.spectra;
  expect([frequency_hertz, real_impedance_ohm, imaginary_impedance_ohm].map((column) => Array.from(column))).toEqual([
    [1000, 10],
    [10, 12],
    [-1, -3],
  ]);
  expect(meta).toMatchObject({ specimen: 'cell 7', source_format: 'numpy.npy.eis', cycle_count: null });
});

test.each<[string, Uint8Array, string]>([
  ['a dictionary', npy([points], { descr: "'|O'", shape: '()' }), 'Python objects (a pickle'],
  ['plain numbers', npy([points], { descr: "'<f8'" }), 'of <f8, shape (1, 2, 2)'],
  ['another shape', npy([points], { shape: '(1, 2, 2, 1)' }), 'shape (1, 2, 2, 1), expected complex128'],
  ['a transposed array', npy([points], { order: 'True' }), 'columns first'],
  ['named columns', npy([points], { descr: "[('f', '<f8'), ('Z', '<c16')]" }), 'structured'],
  [
    'a cut file',
    npy([points]).subarray(0, -8),
    'got 56 bytes after the header of a .npy, expected 64: the file was cut',
  ],
  ['a cut header', npy([points]).subarray(0, 7), 'ends before its header'],
  ['impedances first', npy([[[-5, 1, -1], [3, 1, -1]]]), 'a first row of sweep 1 that is not of frequencies'], // prettier-ignore
  ['a bare pickle', Uint8Array.from([0x80, 4, 0x95, 0, 0]), 'got a Python pickle'],
  ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4, 0]), 'got a zip archive (.npz, .xlsx)'],
])('%s is refused, with what is expected', (_, bytes, message) => {
  expect(read(bytes)).toMatchObject({ kind: 'refused', message: expect.stringContaining(message) });
});

test('the first part of a file is no other kind of file', () => {
  expect(read(npy([points]).subarray(0, -8))).toMatchObject({ reason: 'no_points' });
});
