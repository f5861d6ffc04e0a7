import { defaultRules, evolveRecordRules, initialRecordRulesState } from '@cellwatch/detection';
import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { RecordBatch } from '@cellwatch/events';
import { syntheticCell, syntheticFleet } from '@cellwatch/synthetic-cell';

const rounds = 15;

/** All rules that fold every record, on a cell that develops a soft short, against the bare fold of cycles that they share. */
export async function detectionBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  const { facts, options } = syntheticFleet({ starts_at_unix_second: 1_700_000_000, history_second: 15 * 86_400 })[2];
  const cell = syntheticCell({ ...options, cycles: 60, sampling_second: 10 });
  const batches: RecordBatch[] = [];
  for (let batch = cell.next(); batch; batch = cell.next()) batches.push(batch);
  const records = batches.reduce((sum, { length }) => sum + length, 0);
  const rules = defaultRules();
  let found = 0;
  // In turns, so that warming up and neighbours are shared.
  const [bare, shapeless, rule] = best([
    () => {
      let state = initialCyclingState(facts);
      for (const batch of batches) state = evolveCycling(state, batch).state;
    },
    () => {
      let state = initialCyclingState(facts, { shapes: false });
      for (const batch of batches) state = evolveCycling(state, batch).state;
    },
    () => {
      let state = initialRecordRulesState(facts);
      found = 0;
      for (const batch of batches) {
        const evolved = evolveRecordRules(state, batch, rules);
        state = evolved.state;
        found += evolved.alerts.length;
      }
    },
  ]);
  if (found === 0) throw new Error('detection bench: got no alert of a shorted cell, expected some');
  const rate = (seconds: number) => `${(records / seconds / 1e6).toFixed(1)} M records/s`;
  return [
    {
      name: 'All rules over records',
      ratio: bare / rule,
      baseline: 'the bare fold of cycles',
      detail: `${rate(rule)} on one core; the bare fold ${rate(bare)}, without shapes ${rate(shapeless)}; ${records} records`,
    },
  ];
}

function best(runs: (() => void)[]): number[] {
  const least = runs.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    runs.forEach((run, index) => {
      const began = performance.now();
      run();
      least[index] = Math.min(least[index], (performance.now() - began) / 1000);
    });
  return least;
}
