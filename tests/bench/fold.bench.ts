import { evolveCycling, initialCyclingState, type CyclingState } from '@cellwatch/electrochem';
import { noFacts, recordsPerMessage, type CellFacts, type RecordBatch } from '@cellwatch/events';

const cycles = 60;
const perHalf = 5_000;
const rounds = 20;

/** Constant-current cycles in messages of 500 records against a bare sum of current × time over the same arrays. */
export async function foldBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  const facts: CellFacts = { cell_id: 'cell', facts_version: noFacts, system: 'full_cell', nominal_capacity_ah: 1 };
  const batches = constantCurrent();
  const records = batches.length * recordsPerMessage;
  let found = 0;
  let state: CyclingState = initialCyclingState(facts);
  const fold = best(() => {
    state = initialCyclingState(facts);
    found = 0;
    for (const batch of batches) {
      const evolved = evolveCycling(state, batch);
      state = evolved.state;
      found += evolved.cycles.filter(({ status }) => status === 'complete').length;
    }
  });
  if (found !== cycles - 1) throw new Error(`fold bench: got ${found} complete cycles, expected ${cycles - 1}`);
  let told = 0;
  const telling = best(() => {
    state = initialCyclingState(facts);
    told = 0;
    for (const batch of batches) state = evolveCycling(state, batch, ({ capacity_ah }) => (told += capacity_ah)).state;
  });
  let passed = 0;
  const bare = best(() => {
    passed = 0;
    for (const { columns, length } of batches) {
      const time = columns.test_time_second!;
      const current = columns.current_ampere!;
      for (let row = 1; row < length; row++) passed += Math.abs(current[row]) * (time[row] - time[row - 1]);
    }
  });
  if (!(passed > 0 && told > 0)) throw new Error('fold bench: nothing passed');
  const rate = (seconds: number) => `${(records / seconds / 1e6).toFixed(1)} M records/s`;
  const baseline = 'a bare sum of current × time';
  return [
    { name: 'Fold', ratio: bare / fold, baseline, detail: `${rate(fold)} on one core; the bare sum ${rate(bare)}` },
    {
      name: 'Fold, telling of each record',
      ratio: bare / telling,
      baseline,
      detail: rate(telling),
    },
  ];
}

function best(run: () => void): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    run();
    least = Math.min(least, (performance.now() - began) / 1000);
  }
  return least;
}

/** As a cycler logs it: ten columns, the current's noise, a counter that begins again with every step. */
function constantCurrent(): RecordBatch[] {
  const batches: RecordBatch[] = [];
  let index = 0;
  for (let half = 0; half < 2 * cycles; half++) {
    const direction = half % 2 === 0 ? 1 : -1;
    for (let from = 0; from < perHalf; from += recordsPerMessage) {
      const column = (value: (row: number) => number) =>
        Float64Array.from({ length: recordsPerMessage }, (_, row) => value(from + row));
      const before = index;
      index += recordsPerMessage;
      batches.push({
        cell_id: 'cell',
        test_id: 'test',
        equipment_id: '',
        channel_id: '1',
        source_format: 'maccor.text.seconds',
        clock_source: 'wall',
        counter_reset: 'step',
        exported_at: 0,
        live: true,
        length: recordsPerMessage,
        columns: {
          record_index: column((row) => before - from + row + 1),
          unix_time_second: column((row) => 1.7e9 + before - from + row),
          test_time_second: column((row) => before - from + row),
          step_time_second: column((row) => row),
          step_id: column(() => (direction === 1 ? 2 : 3)),
          step_count: column(() => half + 1),
          step_type: column(() => (direction === 1 ? 2 : 3)),
          cycle_count: column(() => Math.floor(half / 2)),
          voltage_volt: column((row) => 3.6 + direction * (row / perHalf - 0.5)),
          current_ampere: column((row) => direction * (0.72 + 1e-6 * (row % 7))),
          source_capacity_ah: column((row) => (0.72 * row) / 3600),
          source_energy_wh: column((row) => (0.72 * 3.6 * row) / 3600),
          end_status: column(() => 1),
        },
        cycler_state: {
          dictionary: ['C', 'D'],
          codes: new Uint8Array(recordsPerMessage).fill(direction === 1 ? 0 : 1),
        },
      });
    }
  }
  return batches;
}
