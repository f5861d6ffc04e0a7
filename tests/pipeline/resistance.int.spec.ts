import {
  declareFacts,
  declareSpectrum,
  encodeResult,
  topics,
  type CellSpectrum,
  type ResistanceEstimate,
} from '@cellwatch/events';
import { foldStored } from '@cellwatch/folding';
import { inSnapshot, readResistances } from '@cellwatch/timescale';
import { resistanceFoldHere } from '../support/fitted-spectra.js';
import { startHouse, type House } from '../support/house.js';
import { random } from '../support/random.js';
import { syntheticSpectrum } from '../support/synthetic-spectrum.js';
import { transports } from '../support/transports.js';

const activation = [
  [0, 38.7],
  [10, 26.1],
  [50, 22.8],
  [100, 22.3],
];
const published = (cell_id: string, circuit: 'S2W' | 'S2RW' = 'S2W') =>
  activation.map(([derived_cycle_count, ohm]) =>
    syntheticSpectrum(
      cell_id,
      ohm,
      { derived_cycle_count, measured_at_unix_second: 1.7e9 + 3600 * derived_cycle_count },
      circuit,
    ),
  );
const codes = ({ findings }: ResistanceEstimate) => findings.map(({ code }) => code);

describe.each(transports)('from spectrum to trend, over $name', ({ start }) => {
  let house: House | null;

  beforeAll(async () => {
    house = await startHouse(start);
  });
  afterAll(async () => {
    await house?.stop();
  });

  async function take(...spectra: CellSpectrum[]): Promise<void> {
    await house!.stream.publish(
      spectra.map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) })),
    );
    await house!.settled([...new Set(spectra.map(({ cell_id }) => cell_id))]);
  }

  test('the published activation gives its resistances within 1 % and no growth; a later doubling is growth', async () => {
    if (!house) return;
    await take(...published('paper'));
    const found = await readResistances(house.pool, 'paper');
    found.forEach(({ charge_transfer_resistance_ohm: ohm }, at) => {
      expect(Math.abs(ohm! / activation[at][1] - 1)).toBeLessThan(0.01);
    });
    expect(found.map(({ growth }) => growth)).toEqual([null, null, null, null]);
    expect(
      found.map(({ verdict, comparable, kramers_kronig_verdict }) => [verdict, comparable, kramers_kronig_verdict]),
    ).toEqual(Array(4).fill(['accepted', true, 'pass']));

    await take(syntheticSpectrum('paper', 46, { derived_cycle_count: 150, measured_at_unix_second: 1.8e9 }));
    const last = (await readResistances(house.pool, 'paper'))[4];
    expect(last).toMatchObject({ growth: 'critical', series_key: found[0].series_key });
    expect(codes(last)).toContain('growth');
  });

  test('a refused spectrum has nulls and a reason, and the trend goes on without it', async () => {
    if (!house) return;
    const [first, ...others] = published('refused');
    const two = declareSpectrum({
      cell_id: 'refused',
      frequency_hertz: [10, 1],
      real_impedance_ohm: [3, 4],
      imaginary_impedance_ohm: [-1, -1],
      measured_at_unix_second: 1.7e9 + 1,
      derived_cycle_count: 1,
    });
    await take(first, two, ...others);
    const found = await readResistances(house.pool, 'refused');
    expect(found[1]).toMatchObject({
      verdict: 'refused',
      ohmic_resistance_ohm: null,
      charge_transfer_resistance_ohm: null,
      charge_transfer_resistance_standard_deviation_ohm: null,
      series_key: null,
    });
    expect(codes(found[1])).toContain('not_enough_points');
    expect(found[4].reference_resistance_ohm! / 22.8).toBeCloseTo(1, 3);
  });

  test('another circuit refits the cell: current results are of that alone, the old ones stay, no series is shared', async () => {
    if (!house) return;
    const cell_id = 'circuits';
    await take(...published(cell_id, 'S2RW'));
    const facts = declareFacts({ cell_id, impedance_circuit: 'S2RW' });
    await house.stream.publish([{ topic: topics.facts, key: cell_id, value: encodeResult(facts) }]);
    const current = () => readResistances(house!.pool, cell_id);
    while ((await current()).length !== 4 || (await current()).some(({ circuit_id }) => circuit_id !== 'S2RW'))
      await new Promise((go) => setTimeout(go, 25));
    await house.settled([cell_id]);
    const all = await house.rows<{ circuit_id: string; series_key: string; spectra: number }>(
      `select circuit_id, series_key, count(*)::int as spectra from resistances where cell_id = $1 and series_key is not null
      group by 1, 2 order by 1`,
      [cell_id],
    );
    expect(all.map(({ circuit_id }) => circuit_id)).toEqual(['S2RW', 'S2W']);
    expect(new Set(all.map(({ series_key }) => series_key)).size).toBe(2);
  });

  test('what was taken back is retracted, and so is its share in what came after it', async () => {
    if (!house) return;
    const spectra = published('back');
    await take(...spectra);
    await take({ ...spectra[1], revision: 2, retracted: true });
    const found = await readResistances(house.pool, 'back');
    expect(found.map(({ spectrum_id }) => spectrum_id)).toEqual(
      [spectra[0], spectra[2], spectra[3]].map(({ spectrum_id }) => spectrum_id),
    );
    // Two after activation are left: no reference.
    expect(found[2].reference_resistance_ohm).toBeNull();
  });

  test('streaming equals batch, byte for byte: shuffled, doubled, corrected', async () => {
    if (!house) return;
    const next = random(42);
    const shuffled = <T>(list: T[]) =>
      list
        .map((one) => ({ one, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
    const cells = Array.from({ length: 6 }, (_, at) => `shuffled ${at}`);
    const queues = cells.map((cell_id, seed) => {
      const spectra = Array.from({ length: 10 }, (_, at) =>
        syntheticSpectrum(cell_id, 20 + seed + (at > 6 ? 4 * at : at / 10), {
          derived_cycle_count: 6 * at,
          measured_at_unix_second: seed === 5 ? null : 1.7e9 + 1000.5 * at,
          voltage_volt: at % 4 === 3 ? 3.9 : 3.7,
        }),
      );
      const corrected = { ...spectra[4], revision: 2, temperature_celsius: 40 };
      return shuffled([...spectra, corrected, spectra[2], spectra[7]]);
    });
    while (queues.some((queue) => queue.length > 0)) {
      const burst = queues.flatMap((queue) => queue.splice(0, Math.ceil(next() * 4)));
      await house.stream.publish(
        burst.map((one) => ({ topic: topics.spectra, key: one.cell_id, value: encodeResult(one) })),
      );
      if (next() < 0.5) await house.settled(cells);
    }
    await house.settled(cells);

    const bytes = (results: ResistanceEstimate[]) =>
      results.map((result) => new TextDecoder().decode(encodeResult({ ...result, revision: 0 })));
    for (const cell_id of cells) {
      const { results } = await inSnapshot(house.pool, (client) => foldStored(resistanceFoldHere, client, cell_id));
      expect(results).toHaveLength(10);
      expect(bytes(await readResistances(house.pool, cell_id))).toEqual(bytes(results));
    }
    expect(house.said.filter((line) => line.startsWith('refolded')).length).toBeGreaterThan(0);
  });
});
