import { decodeRecordBatch, encodeRecordBatch, recordsPerMessage, type RecordBatch } from '@cellwatch/events';
import { syntheticCell } from '@cellwatch/synthetic-cell';

const rounds = 60;

/** Bytes a record and rates of the wire against the same batches as columns of JSON, in turns within one run. */
export async function wireBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  const batches = realisticBatches();
  const records = batches.length * recordsPerMessage;
  const wire = batches.map(encodeRecordBatch);
  const json = batches.map(encodeJson);
  const [wireSize, jsonSize] = [bytesPerRecord(wire), bytesPerRecord(json)];
  const [encode, encodeBase] = fastest(
    () => batches.forEach((batch) => encodeRecordBatch(batch)),
    () => batches.forEach((batch) => encodeJson(batch)),
  );
  const [decode, decodeBase] = fastest(
    () => wire.forEach((bytes) => decodeRecordBatch(bytes)),
    () => json.forEach((bytes) => decodeJson(bytes)),
  );
  const rate = (seconds: number) => `${(records / seconds / 1e6).toFixed(1)} M records/s`;
  return [
    {
      name: 'wire, bytes a record',
      ratio: wireSize / jsonSize,
      baseline: 'columnar JSON',
      detail: `${wireSize.toFixed(1)} B against ${jsonSize.toFixed(1)} B, ${recordsPerMessage} records a message, 15 columns`,
    },
    {
      name: 'wire, encode',
      ratio: encodeBase / encode,
      baseline: 'columnar JSON',
      detail: `${rate(encode)} against ${rate(encodeBase)}`,
    },
    {
      name: 'wire, decode and validate',
      ratio: decodeBase / decode,
      baseline: 'columnar JSON',
      detail: `${rate(decode)} against ${rate(decodeBase)}`,
    },
  ];
}

/**
 * Batches as a parser makes them of a Maccor file: noise on voltage and current at the steps of its converters, a test clock that
 * logs by time and by voltage, a wall clock in whole seconds, and both counters.
 */
function realisticBatches(): RecordBatch[] {
  const cell = syntheticCell({
    sampling_second: 5,
    voltage_noise_volt: 0.0003,
    capacity_ah: 4.8,
    current_ampere: 2.4,
    series_resistance_ohm: 0.02,
    relaxing_resistance_ohm: 0.02,
  });
  const batches: RecordBatch[] = [];
  let random = 1;
  const uniform = () => (random = (Math.imul(random, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let at = 0; at < 40; at++) {
    const batch = cell.next(recordsPerMessage)!;
    const { voltage_volt, current_ampere, test_time_second, step_time_second, unix_time_second } = batch.columns;
    for (let row = 0; row < batch.length; row++) {
      voltage_volt![row] = Math.round(Math.round(voltage_volt![row] / 7.62939e-5) * 7.62939e3) / 1e8;
      if (current_ampere![row] !== 0) {
        const steps = Math.round(current_ampere![row] / 1.5259e-4) + Math.floor(3 * uniform());
        current_ampere![row] = Math.round(steps * 1.5259e6) / 1e10;
      }
      const late = Math.floor(200 * uniform()) * 1e-2;
      test_time_second![row] = Math.round((test_time_second![row] + late) * 1e6) / 1e6;
      step_time_second![row] = Math.round((step_time_second![row] + late) * 1e6) / 1e6;
      unix_time_second![row] = Math.floor(unix_time_second![row] + late);
    }
    batches.push(batch);
  }
  return batches;
}

function encodeJson({ columns, cycler_state, ...ids }: RecordBatch): Uint8Array {
  const lists = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)]));
  const states = cycler_state && { dictionary: cycler_state.dictionary, codes: Array.from(cycler_state.codes) };
  return new TextEncoder().encode(JSON.stringify({ ...ids, columns: lists, cycler_state: states }));
}

function decodeJson(bytes: Uint8Array): RecordBatch {
  const batch = JSON.parse(new TextDecoder().decode(bytes));
  for (const name of Object.keys(batch.columns)) batch.columns[name] = Float64Array.from(batch.columns[name]);
  return batch;
}

function bytesPerRecord(messages: Uint8Array[]): number {
  return messages.reduce((sum, { length }) => sum + length, 0) / (messages.length * recordsPerMessage);
}

/** Seconds of the fastest of many turns; in turns, so that a busy machine is as busy for both. */
function fastest(...contestants: (() => void)[]): number[] {
  const best = contestants.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    contestants.forEach((run, index) => {
      const began = performance.now();
      run();
      best[index] = Math.min(best[index], (performance.now() - began) / 1000);
    });
  return best;
}
