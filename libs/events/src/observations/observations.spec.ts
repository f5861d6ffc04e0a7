import { createHash } from 'node:crypto';
import { declareObservation, encodeResult, knownObservations, parseCellObservation, WireError } from '../index.js';

const observed = {
  cell_id: 'ASSLB-07',
  quantity: 'electrode_thickness',
  value: 25.4,
  unit: 'um',
  method: 'cross-section SEM',
  observed_at: '2026-03-01T09:30:00+01:00',
};
const file = Buffer.from('a picture');
const attachment = { name: 'sem.png', media_type: 'image/png', bytes_base64: file.toString('base64') };
const sha256 = createHash('sha256').update(file).digest('hex');
const sweep = { voltage_volt: [-0.3, 0, 0.3], current_ampere: [-0.49, 0, 0.49] };

test('an observation has the name that follows from it, and its instant in UTC', () => {
  const observation = declareObservation({ ...observed, note: null });
  expect(observation).toEqual({
    ...observed,
    observed_at: '2026-03-01T08:30:00.000Z',
    observation_id: expect.stringMatching(/^[0-9a-f]{16}$/),
    revision: 1,
    retracted: false,
  });
  const { observation_id } = declareObservation({ ...observed, observed_at: '2026-03-01T08:30:00Z' });
  expect(observation_id).toBe(observation.observation_id);
  expect(declareObservation({ ...observed, value: 25.5 }).observation_id).not.toBe(observation_id);
  expect(declareObservation({ ...observed, specimen: 'twin' }).observation_id).not.toBe(observation_id);
});

test('numbers of the paper pass, in their units', () => {
  const taken: [keyof typeof knownObservations, number][] = [
    ['swelling', 0.326],
    ['compaction_density', 0.803],
    ['indentation_plastic_energy', 15.403e-10],
    ['elastic_energy_share', 0.771],
    ['particle_size', 11.8],
    ['crystallite_size', 6.39],
    ['carbon_yield', 0.135],
    ['raman_shift', 517.2],
    ['raman_d_to_g_ratio', 0.85],
    ['xps_binding_energy', 161.4],
    ['electronic_conductivity', 0.2068],
    ['electronic_conductivity', 1.177e-5],
  ];
  for (const [quantity, value] of taken)
    expect(declareObservation({ ...observed, quantity, value, unit: knownObservations[quantity].unit }).value).toBe(
      value,
    );
});

test('any other quantity is taken in its own unit', () => {
  expect(declareObservation({ ...observed, quantity: 'peel_strength', value: 0.9, unit: 'N/cm' })).toMatchObject({
    unit: 'N/cm',
  });
});

test('a sweep or an attachment stands in for a value', () => {
  const { value: _, ...others } = observed;
  expect(declareObservation({ ...others, sweep }).value).toBeNull();
  expect(declareObservation({ ...others, attachment }).attachment).toEqual({ ...attachment, sha256 });
});

test.each<[unknown, string]>([
  ['x', 'an observation is "x", expected fields such as quantity'],
  [{ ...observed, value: undefined }, 'value is missing, expected a number, or an attachment or sweep in its place'],
  [{ ...observed, value: '25' }, 'value is "25", expected'],
  [{ ...observed, unit: 'mm' }, 'unit is "mm", expected "um" for electrode_thickness'],
  [
    { ...observed, quantity: 'swelling', value: 32.6, unit: '%' },
    'unit is "%", expected "1" for swelling (a ratio: 0.326, not 32.6 %)',
  ],
  [{ ...observed, quantity: 'swelling', value: 32.6, unit: '1' }, 'value is 32.6 1, expected swelling from -1 to 10 1'],
  [{ ...observed, quantity: 'Electrode thickness' }, 'quantity is "Electrode thickness", expected a name such as'],
  [{ ...observed, quantity: 'toString', unit: 'x' }, 'quantity is "toString", expected a name such as'],
  [{ ...observed, method: undefined }, 'method is missing, expected a string'],
  [{ ...observed, observed_at: '2026-03-01' }, 'observed_at is "2026-03-01", expected ISO 8601'],
  [{ ...observed, observed_at: '2026-03-01T09:30:00' }, 'observed_at is "2026-03-01T09:30:00", expected ISO 8601'],
  [{ ...observed, observed_at: '2026-13-01T09:30:00Z' }, 'observed_at is "2026-13-01T09:30:00Z", expected ISO 8601'],
  [
    { ...observed, observed_at: '2026-02-31T09:30:00.000Z' },
    'observed_at is "2026-02-31T09:30:00.000Z", expected ISO 8601',
  ],
  [{ ...observed, standard_uncertainty: -1 }, 'standard_uncertainty is -1, expected at least 0'],
  [{ ...observed, colour: 'blue' }, 'the whole has "colour", expected only fields of the glossary'],
  [{ ...observed, sweep: { ...sweep, current_ampere: [1, 2, 3, 4] } }, 'expected columns of one length'],
  [{ ...observed, sweep: { ...sweep, time_second: [1] } }, 'sweep.time_second is [1], expected at least 3'],
  [
    { ...observed, attachment: { ...attachment, name: '../a.png' } },
    'attachment.name is "../a.png", expected a file’s',
  ],
  [{ ...observed, attachment: { ...attachment, bytes_base64: 'a b' } }, 'attachment sem.png is not base64'],
  [
    { ...observed, attachment: { ...attachment, sha256: '0'.repeat(64) } },
    `attachment.sha256 is ${'0'.repeat(64)}, expected ${sha256} for the bytes of sem.png`,
  ],
])('what a person wrote wrong is named: case %#', (declared, message) => {
  expect(() => declareObservation(declared)).toThrow(message);
});

test('five megabytes pass, one byte more is refused with its size', () => {
  const of = (bytes: number) =>
    declareObservation({
      ...observed,
      attachment: { ...attachment, bytes_base64: Buffer.alloc(bytes).toString('base64') },
    });
  const largest = 5 * 1024 * 1024;
  expect(parseCellObservation(encodeResult(of(largest)))).toMatchObject({ attachment: { name: 'sem.png' } });
  expect(() => of(largest + 1)).toThrow(`attachment sem.png has ${largest + 1} bytes, expected at most ${largest}`);
});

describe('on the wire', () => {
  const observation = declareObservation({ ...observed, attachment, sweep });
  const { cell_id, observation_id } = observation;
  const retraction = { cell_id, observation_id, revision: 2, retracted: true, note: 'wrong cell' } as const;

  test('both kinds come back', () => {
    expect(parseCellObservation(encodeResult(observation))).toEqual(observation);
    expect(parseCellObservation(encodeResult(retraction))).toEqual(retraction);
  });

  test.each<[object, string]>([
    [{ ...observation, value: 1 }, `observation: observation_id is "${observation_id}", expected "`],
    [{ ...observation, unit: 'mm' }, 'observation: unit is "mm", expected "um"'],
    [{ ...observation, revision: 0 }, 'observation: revision is 0, expected'],
    [{ ...observation, retracted: null }, 'observation: retracted is null'],
    [{ ...retraction, value: 3 }, 'observation: the whole has "value", expected only fields'],
    [
      { ...observation, attachment: { ...attachment, sha256: 'f'.repeat(64) } },
      'observation: attachment.sha256 is ffff',
    ],
  ])('case %#: another’s message is refused with its field', (message, reason) => {
    expect(() => parseCellObservation(encodeResult(message))).toThrow(WireError);
    expect(() => parseCellObservation(encodeResult(message))).toThrow(reason);
  });
});
