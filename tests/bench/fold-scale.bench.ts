import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evolveCycling, initialCyclingState, type CyclingState } from '@cellwatch/electrochem';
import { noFacts, type RecordBatch } from '@cellwatch/events';
import { referenceCell, syntheticCell, syntheticFleet } from '@cellwatch/synthetic-cell';
import {
  inTransaction,
  loadCheckpoints,
  migrate,
  openPool,
  saveCheckpoints,
  startEmbeddedPostgres,
} from '@cellwatch/timescale';

const cells = 10_000;
const cyclesOfLife = 5_000;
const cyclesCompared = 50;
const rounds = 7;

interface Figure {
  name: string;
  ratio: number;
  baseline: string;
  detail: string;
}

/** Everything is declared that a quantity may ask for. */
const [{ facts }] = syntheticFleet({ starts_at_unix_second: 0, history_second: 0, cells: 1 });

/** Everything a cycle reports, of a simulated solid-state cell with rests: its speed, and whether it stays with age and number. */
export async function foldScaleBench(): Promise<Figure[]> {
  const batches = cyclesOf(cyclesCompared);
  const records = batches.reduce((sum, { length }) => sum + length, 0);
  const fresh = best(() => foldAll(initialCyclingState(facts), batches));
  const bare = best(() => bareSum(batches));
  const figures: Figure[] = [
    {
      name: 'Fold of every quantity, with rests',
      ratio: bare / fresh,
      baseline: 'a bare sum of current × time',
      detail: `${(records / fresh / 1e6).toFixed(1)} M records/s on one core`,
    },
  ];

  const aged = JSON.stringify(ageTo(cyclesOfLife - cyclesCompared, batches));
  const late = batches.map((batch) => shifted(batch, cyclesOfLife));
  const old = best(() => foldAll(JSON.parse(aged) as CyclingState, late));
  figures.push({
    name: `Cost of a record after ${cyclesOfLife} cycles`,
    ratio: old / fresh,
    baseline: 'the same in cycles 1 to 50',
    detail: `state of ${(aged.length / 1024).toFixed(1)} kB`,
  });

  const [few, many] = [10, cells].map((count) => perRecord(count, batches));
  figures.push({
    name: `Cost of a record among ${cells} cells`,
    ratio: many / few,
    baseline: 'among 10 cells',
    detail: `${(1e9 * many).toFixed(0)} ns, messages of the cells in turn`,
  });
  return [...figures, await restored(batches)];
}

/** Whole cycles of the reference cell: charge, rest, discharge, rest, one record in 5 s. */
function cyclesOf(cycles: number): RecordBatch[] {
  const cell = syntheticCell({ ...referenceCell, cell_id: 'cell', sampling_second: 5, time_step_second: 5, cycles });
  const batches: RecordBatch[] = [];
  for (let batch = cell.next(500); batch; batch = cell.next(500)) batches.push(batch);
  return batches;
}

function foldAll(state: CyclingState, batches: readonly RecordBatch[]): CyclingState {
  for (const batch of batches) state = evolveCycling(state, batch).state;
  return state;
}

function ageTo(cycles: number, batches: readonly RecordBatch[]): CyclingState {
  let state = initialCyclingState(facts);
  for (let done = 0; done < cycles; done += cyclesCompared)
    state = foldAll(
      state,
      batches.map((batch) => shifted(batch, done)),
    );
  return state;
}

/** The same records, later in the life of the cell: another test of it. */
function shifted(batch: RecordBatch, by: number): RecordBatch {
  const later = (by + 1) * 1e6;
  return {
    ...batch,
    test_id: `test ${by}`,
    columns: { ...batch.columns, unix_time_second: batch.columns.unix_time_second!.map((second) => second + later) },
  };
}

/** Each cell is given the same ten messages, the cells in turn; fewer cells are given them as often anew. */
function perRecord(count: number, batches: readonly RecordBatch[]): number {
  const turns = batches.slice(0, 10);
  const again = Math.max(1, Math.floor(cells / 10 / count));
  let seconds = 0;
  for (let round = 0; round < again; round++) {
    const states = Array.from({ length: count }, () => initialCyclingState(facts));
    const began = performance.now();
    for (const batch of turns)
      for (let cell = 0; cell < count; cell++) states[cell] = evolveCycling(states[cell], batch).state;
    seconds += (performance.now() - began) / 1000;
  }
  return seconds / (again * count * turns.reduce((sum, { length }) => sum + length, 0));
}

async function restored(batches: readonly RecordBatch[]): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'cellwatch-restore-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') });
  const pool = openPool(server.url);
  try {
    await migrate(pool);
    // In the middle of a charge, with its grid.
    const state = foldAll(initialCyclingState(facts), batches.slice(0, batches.length - 4));
    const text = JSON.stringify({ facts_version: noFacts, revision: 1, state });
    for (let from = 0; from < cells; from += 1000)
      await inTransaction(pool, (client) =>
        saveCheckpoints(
          client,
          'cycles',
          Array.from({ length: 1000 }, (_, k) => ({
            cell_id: `cell ${from + k}`,
            partition: k % 12,
            covers: { records: 1 },
            state: text,
            dirty: null,
            stalled: null,
          })),
        ),
      );
    const began = performance.now();
    const loaded = await loadCheckpoints(pool, 'cycles', [...Array(12).keys()]);
    const states = loaded.map(({ state }) => JSON.parse(state) as object);
    const seconds = (performance.now() - began) / 1000;
    if (states.length !== cells) throw new Error(`restored ${states.length} states, expected ${cells}`);
    return {
      name: `State of ${cells} cells restored`,
      ratio: seconds / 5,
      baseline: '5 s',
      detail: `${seconds.toFixed(2)} s, ${(text.length / 1024).toFixed(1)} kB each`,
    };
  } finally {
    await pool.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function bareSum(batches: readonly RecordBatch[]): void {
  let passed = 0;
  for (const { columns, length } of batches) {
    const time = columns.test_time_second!;
    const current = columns.current_ampere!;
    for (let row = 1; row < length; row++) passed += Math.abs(current[row]) * (time[row] - time[row - 1]);
  }
  if (!(passed > 0)) throw new Error('fold scale bench: nothing passed');
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
