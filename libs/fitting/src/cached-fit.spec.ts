import { declareFacts, declareSpectrum, type CellFacts, type CellSpectrum } from '@cellwatch/events';
import {
  circuitImpedance,
  circuitOf,
  evolveResistance,
  fitRequestOf,
  fitSpectrum,
  initialResistanceState,
  type Fit,
} from '@cellwatch/impedance';
import { cachedFit } from './cached-fit.js';

const frequencies = Array.from({ length: 61 }, (_, k) => 10 ** (5 - k / 10));
const spectra = [38.7, 26.1, 22.8, 22.3].map((ohm, at): CellSpectrum => {
  const parameters = [3, 12, 2e-5, 0.85, ohm, 4e-4, 0.8, 25];
  const { real_impedance_ohm, imaginary_impedance_ohm } = circuitImpedance(circuitOf('S2W'), parameters, frequencies);
  return declareSpectrum({
    cell_id: 'c',
    frequency_hertz: frequencies,
    real_impedance_ohm: Array.from(real_impedance_ohm),
    imaginary_impedance_ohm: Array.from(imaginary_impedance_ohm),
    derived_cycle_count: 10 * at,
    measured_at_unix_second: 1e9 + at,
    temperature_celsius: at === 3 ? null : 25,
  });
});

/** As the service's thread answers, and how often it was asked. */
function counted(): { fit: Fit; fits(): number } {
  let fits = 0;
  return {
    fits: () => fits,
    fit: async ({ sweep, options }) => {
      fits += 1;
      return JSON.parse(JSON.stringify(fitSpectrum(sweep, options))) as Awaited<ReturnType<Fit>>;
    },
  };
}

/** Everything that a fold of the cell makes, without the version, which every fact changes. */
async function bytesOf(facts: CellFacts, fit: Fit): Promise<string> {
  let state = initialResistanceState(facts);
  const results = [];
  for (const spectrum of spectra) {
    const request = fitRequestOf(state, spectrum);
    const evolved = evolveResistance(state, { spectrum, fitted: request && (await fit(request)) });
    state = evolved.state;
    results.push(...evolved.results);
  }
  return JSON.stringify(results);
}

const declared = (others: object = {}) => declareFacts({ cell_id: 'c', area_cm2: 0.785, ...others });

test('a fact that does not concern the fit fits nothing again, and every byte is that of a cold fold', async () => {
  const { fit, fits } = counted();
  const cached = cachedFit(fit);
  await bytesOf(declared(), cached);
  expect(fits()).toBe(4);
  const weighed = declared({ active_mass_gram: 0.01 });
  expect(await bytesOf(weighed, cached)).toBe(await bytesOf(weighed, counted().fit));
  expect(fits()).toBe(4);
});

test.each<[string, object, number]>([
  ['area', { area_cm2: 1 }, 4],
  ['circuit', { impedance_circuit: 'S2RW' }, 4],
  ['concentration', { lithium_concentration_mol_per_cm3: 0.08 }, 4],
  ['temperature, of the one without its own', { temperature_set_point_celsius: 25 }, 1],
])('%s concerns the fit: it is fitted again, with the bytes of a cold fold', async (_, others, again) => {
  const { fit, fits } = counted();
  const cached = cachedFit(fit);
  await bytesOf(declared(), cached);
  const now = declared(others);
  expect(await bytesOf(now, cached)).toBe(await bytesOf(now, counted().fit));
  expect(fits()).toBe(4 + again);
});

test('the same points after another spectrum are another fit: units are held against the last', async () => {
  const { fit, fits } = counted();
  const cached = cachedFit(fit);
  const request = fitRequestOf(initialResistanceState(declared()), spectra[0])!;
  const known = { frequency_minimum_hertz: 100, frequency_maximum_hertz: 1e8, ohmic_resistance_ohm: 3 };
  const codes = async (options: object) =>
    (await cached({ ...request, options: { ...request.options, ...options } })).findings.map(({ code }) => code);
  const [alone, after] = [await codes({}), await codes({ known })];
  expect(after).not.toEqual(alone);
  expect([await codes({}), await codes({ known })]).toEqual([alone, after]);
  expect(fits()).toBe(2);
});

test('what is asked with its fields in another order, or undefined, is the same', async () => {
  const { fit, fits } = counted();
  const cached = cachedFit(fit);
  const { sweep } = fitRequestOf(initialResistanceState(declared()), spectra[0])!;
  await cached({ sweep, options: { circuit: 'S2W', temperature_celsius: 25 } });
  await cached({ sweep: { ...sweep }, options: { temperature_celsius: 25, circuit: 'S2W', known: undefined } });
  expect(fits()).toBe(1);
});

test('nobody changes another’s result', async () => {
  const { fit } = counted();
  const cached = cachedFit(fit);
  const request = fitRequestOf(initialResistanceState(declared()), spectra[0])!;
  const first = await cached(request);
  const kept = JSON.stringify(first);
  first.findings.push({ code: 'mine', message: '' });
  const second = await cached(request);
  second.fit!.raw_parameters[0] = -1;
  expect(JSON.stringify(await cached(request))).toBe(kept);
});

test('it does not grow: what was asked for longest ago is forgotten, and fitted again with the same bytes', async () => {
  const { fit, fits } = counted();
  const one = Buffer.byteLength(
    JSON.stringify(await fit(fitRequestOf(initialResistanceState(declared()), spectra[0])!)),
  );
  const cached = cachedFit(fit, 2.5 * one);
  const requests = spectra.map((spectrum) => fitRequestOf(initialResistanceState(declared()), spectrum)!);
  await cached(requests[0]);
  await cached(requests[1]);
  await cached(requests[0]);
  await cached(requests[2]);
  expect(fits()).toBe(4);
  await cached(requests[0]);
  expect(fits()).toBe(4);
  expect(JSON.stringify(await cached(requests[1]))).toBe(JSON.stringify(await counted().fit(requests[1])));
  expect(fits()).toBe(5);
});

test('a fit that throws is not remembered', async () => {
  let fails = true;
  const cached = cachedFit(async ({ sweep, options }) => {
    if (fails) throw new Error('the fitting thread has ended');
    return fitSpectrum(sweep, options);
  });
  const request = fitRequestOf(initialResistanceState(declared()), spectra[0])!;
  await expect(cached(request)).rejects.toThrow('has ended');
  fails = false;
  expect((await cached(request)).verdict).toBe('accepted');
});
