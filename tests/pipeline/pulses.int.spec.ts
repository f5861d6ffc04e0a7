import { jest } from '@jest/globals';
import { startBoard, type RunningBoard } from '@cellwatch/board';
import { openCyclerReader } from '@cellwatch/cyclers';
import { evolvePulses, initialPulsesState } from '@cellwatch/electrochem';
import {
  declareFacts,
  encodeRecordBatch,
  encodeResult,
  parsePulseResistance,
  topics,
  type CellFacts,
  type PulseResistance,
  type RecordBatch,
} from '@cellwatch/events';
import { inTransaction, landResistances, readPulses } from '@cellwatch/timescale';
import { fileBytes, haveFiles } from '../cyclers/survey.js';
import { disturb } from '../support/disturb.js';
import { estimateOf } from '../support/estimate-of.js';
import { startHouse, type House } from '../support/house.js';
import { random } from '../support/random.js';
import { transports } from '../support/transports.js';
import { unexercised } from '../support/unexercised.js';

jest.setTimeout(180_000);

if (!haveFiles) unexercised('pulses of the vendor files (../shared/data)');
const given = haveFiles ? describe : describe.skip;

function batchesOf(name: string, cell_id: string): RecordBatch[] {
  const file_name = name.replace(/^.*\//, '').replace(/\.gz$/, '');
  const reader = openCyclerReader({ file_name, cell_id, time_zone: 'UTC' });
  const readings = [...reader.write(fileBytes(name)), ...reader.end()];
  return readings.flatMap((reading) => (reading.kind === 'batch' ? [reading.batch] : []));
}

/** One in-order pass of the pure fold. */
function pulsesOf(facts: CellFacts, batches: RecordBatch[]): PulseResistance[] {
  let state = initialPulsesState(facts);
  const pulses = new Map<number, PulseResistance>();
  for (const batch of batches) {
    const evolved = evolvePulses(state, batch);
    if (evolved.disordered) throw new Error('out of order');
    ({ state } = evolved);
    for (const pulse of evolved.pulses) pulses.set(pulse.first_record_index, pulse);
  }
  return [...pulses.values()];
}

const pouch = (cell_id: string) => declareFacts({ cell_id, system: 'full_cell', nominal_capacity_ah: 0.011 });

given('HPPC of a pouch cell: 5C discharge and 3.75C charge pulses at every tenth', () => {
  const pulses = haveFiles ? pulsesOf(pouch('a'), batchesOf('maccor/example_hppc.062', 'a')) : [];

  test('nine pairs of 10 s, at 10 to 90 % of the discharge, after an hour of rest and 40 s after that', () => {
    expect(pulses.map(({ direction }) => direction)).toEqual(Array.from({ length: 18 }, (_, at) => (at % 2 ? 'charge' : 'discharge'))); // prettier-ignore
    for (const [at, pulse] of pulses.entries()) {
      expect(pulse).toMatchObject({ kind: 'pulse', status: 'complete', half_direction: 'discharge', cycle_count: 22 });
      expect(Math.abs(pulse.current_ampere) / (at % 2 ? 0.04125 : 0.055)).toBeCloseTo(1, 2);
      if (at !== 16) expect(pulse.duration_second).toBeCloseTo(10, 1);
    }
    const out = pulses.filter((_, at) => at % 2 === 0);
    // The cell holds a little less than its nominal 11 mAh: the first tenth is of 10.0 mAh.
    out.forEach(({ half_capacity_ah, rest_before_second }, at) => {
      expect(rest_before_second! / 3600).toBeCloseTo(1, 2);
      expect(half_capacity_ah! / out[0].half_capacity_ah!).toBeCloseTo(at + 1, 1);
    });
  });

  test('each passes what the counter says: 152.6 µAh out, 114.5 µAh back', () => {
    const micro = pulses.map(({ capacity_ah }) => (1e6 * capacity_ah!).toFixed(1));
    expect(micro.slice(0, 2)).toEqual(['152.6', '114.5']);
    expect(new Set(micro.filter((_, at) => at !== 16))).toEqual(new Set(['152.6', '114.5']));
  });

  test('its resistances by hand from the rows of the file', () => {
    const [first] = pulses;
    const rows = batchesOf('maccor/example_hppc.062', 'a').flatMap(({ columns, length }) =>
      Array.from({ length }, (_, row) => ({
        index: columns.record_index![row],
        volt: columns.voltage_volt![row],
        ampere: columns.current_ampere![row],
      })),
    );
    const at = (index: number) => rows.find((row) => row.index === index)!;
    const before = at(first.first_record_index - 1);
    const [begin, end] = [at(first.first_record_index), at(first.last_record_index)];
    expect(before.ampere).toBe(0);
    expect(first.voltage_before_volt).toBe(before.volt);
    expect(first.resistance_ohm).toBeCloseTo((begin.volt - before.volt) / begin.ampere, 9);
    expect(first.end_resistance_ohm).toBeCloseTo((end.volt - before.volt) / first.current_ampere, 9);
    // The step ended 4 ms before 10 s
    expect(first.resistance_10s_ohm).toBe(first.end_resistance_ohm);
    expect(first.resistance_100ms_ohm).toBeNull();
  });

  test('it grows towards the end of discharge, more than diffusion alone; R without diffusion is below that of 1 s', () => {
    const out = pulses.filter(({ direction }) => direction === 'discharge');
    expect(out.map(({ resistance_1s_ohm }) => resistance_1s_ohm!.toFixed(2))).toEqual(['3.82', '3.75', '3.78', '3.90', '4.17', '4.62', '5.36', '6.72', '9.66']); // prettier-ignore
    for (const { extrapolation, resistance_1s_ohm, resistance_10s_ohm } of out.slice(0, 8)) {
      expect(extrapolation!.resistance_ohm).toBeLessThan(resistance_1s_ohm!);
      expect(resistance_1s_ohm!).toBeLessThan(resistance_10s_ohm!);
      expect(extrapolation!.resistance_standard_deviation_ohm).toBeLessThan(0.02);
    }
    expect(out[8]).toMatchObject({ extrapolation: null, extrapolation_reason: 'bends' });
  });

  test('the drift that is taken off is that of the open circuit between two tenths', () => {
    const out = pulses.filter(({ direction }) => direction === 'discharge');
    for (const at of [1, 2]) {
      const slope = (out[at + 1].voltage_before_volt - out[at - 1].voltage_before_volt) / (out[at + 1].half_capacity_ah! - out[at - 1].half_capacity_ah!); // prettier-ignore
      const drift = out[at].extrapolation!.drift_volt_per_second! * out[at].duration_second;
      expect(drift / (slope * out[at].capacity_ah!)).toBeGreaterThan(0.7);
      expect(drift / (slope * out[at].capacity_ah!)).toBeLessThan(1.2);
    }
  });
});

given('other files', () => {
  test.each([
    // 1C pulses of 15 s between rests of 15 s
    ['neware/TESTCELL0001-Test_Data_Collection_Ndc17.ndax', 2],
    // intermittent charging, 10 s each
    ['biologic/gcpl.issue_149.mpt', 3],
    ['biologic/gcpl.issue_149.mpr', 3],
    // cycling and rate tests have none
    ['maccor/example_rate.062', 0],
    ['maccor/xTESLADIAG_000019_CH70.070.gz', 0],
    ['neware/nw4-120-1-6-53.ndax', 0],
  ])('%s: %p pulses', (name, count) => {
    expect(pulsesOf({ cell_id: 'a', facts_version: '0' }, batchesOf(name, 'a'))).toHaveLength(count);
  });

  test('a tap charge of a cell at 0 V bends: nothing is said without diffusion', () => {
    const [tap] = pulsesOf({ cell_id: 'a', facts_version: '0' }, batchesOf('maccor/example_formation.062', 'a'));
    expect(tap).toMatchObject({ extrapolation: null, extrapolation_reason: 'bends', flags: ['nominal_unknown'] });
  });
});

(haveFiles ? describe.each(transports) : describe.skip.each(transports))(
  'from file to REST, over $name',
  ({ start }) => {
    let house: House | null;
    let board: RunningBoard | undefined;

    beforeAll(async () => {
      house = await startHouse(start);
      if (house) board = await startBoard({ stream: house.stream, database_url: house.database.url, host: '127.0.0.1', port: 0 }); // prettier-ignore
    });
    afterAll(async () => {
      await board?.stop();
      await house?.stop();
    });

    const plain = (pulses: PulseResistance[]) =>
      pulses.map((pulse) => new TextDecoder().decode(encodeResult({ ...pulse, revision: 0 }))).sort();

    async function take(cell_id: string, batches: RecordBatch[], facts?: CellFacts): Promise<void> {
      if (facts) await house!.stream.publish([{ topic: topics.facts, key: cell_id, value: encodeResult(facts) }]);
      if (facts) await house!.settled([cell_id]);
      await house!.stream.publish(
        batches.map((batch) => ({ topic: topics.records, key: cell_id, value: encodeRecordBatch(batch) })),
      );
      await house!.settled([cell_id]);
    }

    test('a file’s pulses are landed as one in-order pass has them, and REST answers with them', async () => {
      if (!house) return;
      const facts = pouch('hppc');
      const batches = batchesOf('maccor/example_hppc.062', 'hppc');
      await take('hppc', batches, facts);
      const expected = pulsesOf(facts, batches);
      expect(plain(await readPulses(house.pool, 'hppc', 1000))).toEqual(plain(expected));
      const answer = (await (await fetch(`${board!.url}/api/cells/hppc/pulses`)).json()) as { pulses: PulseResistance[]; edges: { kind: string }[]; bridges: object[] }; // prettier-ignore
      expect(plain(answer.pulses)).toEqual(plain(expected));
      expect(answer.pulses.map(({ first_record_index }) => first_record_index)).toEqual(expected.map(({ first_record_index }) => first_record_index)); // prettier-ignore
      expect(answer.edges.map(({ kind }) => kind)).toContain('charge_into_rest');
      expect(answer.bridges).toEqual([]);
      const limited = (await (await fetch(`${board!.url}/api/cells/hppc/pulses?limit=2`)).json()) as {
        pulses: object[];
      };
      expect(limited.pulses).toHaveLength(2);
      expect((await fetch(`${board!.url}/api/cells/hppc/pulses?limit=0`)).status).toBe(400);
      expect((await fetch(`${board!.url}/api/cells/nobody/pulses`)).status).toBe(404);
    });

    test('a fit beside a pulse is a bridge to it, and never its equal', async () => {
      if (!house) return;
      const [first] = await readPulses(house.pool, 'hppc', 1000);
      const { extrapolation } = first;
      const measured = {
        cell_id: 'hppc',
        facts_version: first.facts_version,
        derived_cycle_count: first.derived_cycle_count,
        measured_at_unix_second: first.started_at_unix_second! - 600,
        voltage_volt: first.voltage_before_volt,
        ohmic_resistance_ohm: 1.2,
        arc_resistance_ohm: extrapolation!.resistance_ohm - 1.2,
        warburg_coefficient_ohm_per_root_second: extrapolation!.warburg_coefficient_ohm_per_root_second,
        arcs: [{ time_constant_second: 0.01, characteristic_frequency_hertz: null, effective_capacitance_farad: null, cpe_exponent: null }], // prettier-ignore
      };
      await inTransaction(house.pool, (client) =>
        landResistances(client, [
          estimateOf({ ...measured, spectrum_id: '1'.repeat(16) }),
          estimateOf({ ...measured, spectrum_id: '2'.repeat(16), voltage_volt: 3 }),
        ]),
      );
      const { bridges } = (await (await fetch(`${board!.url}/api/cells/hppc/pulses`)).json()) as { bridges: { spectrum_id: string; comparisons: { delay_second: number | null; difference: number; agrees: boolean }[] }[] }; // prettier-ignore
      const [bridge] = bridges.filter((one) => (one as { first_record_index?: number }).first_record_index === first.first_record_index); // prettier-ignore
      expect(bridge.spectrum_id).toBe('1'.repeat(16));
      expect(bridge.comparisons.map(({ delay_second, agrees }) => [delay_second, agrees])).toEqual([
        [1, true],
        [10, true],
        [null, true],
      ]);
      // What the open circuit moved is in the 10 s value alone.
      expect(bridge.comparisons[2].difference).toBeCloseTo(0, 9);
      expect(bridge.comparisons[1].difference).toBeGreaterThan(0);
    });

    test('streaming equals batch, byte for byte: cut, doubled, in another order, corrected; new facts refold', async () => {
      if (!house) return;
      for (const seed of [1, 2, 3]) {
        const cell_id = `shaken ${seed}`;
        const batches = batchesOf('maccor/example_hppc.062', cell_id);
        await take(cell_id, disturb(batches, random(seed)), pouch(cell_id));
        expect(plain(await readPulses(house.pool, cell_id, 1000))).toEqual(plain(pulsesOf(pouch(cell_id), batches)));
      }
      const cell_id = 'shaken 1';
      const other = declareFacts({ cell_id, system: 'full_cell', nominal_capacity_ah: 0.01 });
      await take(cell_id, [], other);
      const current = () => readPulses(house!.pool, cell_id, 1000);
      while (
        (await current()).some(({ facts_version }) => facts_version !== other.facts_version) ||
        (await current()).length < 18
      )
        // prettier-ignore
        await new Promise((go) => setTimeout(go, 25));
      await house.settled([cell_id]);
      expect(plain(await current())).toEqual(plain(pulsesOf(other, batchesOf('maccor/example_hppc.062', cell_id))));
    });

    test('what goes over the wire comes back', async () => {
      if (!house) return;
      for (const pulse of await readPulses(house.pool, 'hppc', 1000))
        expect(parsePulseResistance(encodeResult(pulse))).toEqual(pulse);
    });
  },
);
