import { backtestCell, defaultRules } from '@cellwatch/detection';
import { evolveCycling, initialCyclingState } from '@cellwatch/electrochem';
import type { CellFacts, CycleSummary, RecordBatch } from '@cellwatch/events';
import { syntheticCell, syntheticFleet } from '@cellwatch/synthetic-cell';

const month_second = 30 * 86_400;
const cells = 8;
const fleet = 1_000;
const rounds = 7;

interface History {
  facts: CellFacts;
  batches: RecordBatch[];
  cycles: CycleSummary[];
}

/**
 * A month of cells through every rule that runs live, on one core and from memory: what is simulated, and the cycles that a
 * database would have, are made before the clock runs. 8 cells, one with a short, stand for 1 000: the work is the same a cell.
 * As the simulated fleet's history is sampled, every minute and at steps' ends; and every 30 s.
 */
export async function backtestBench(): Promise<{ name: string; ratio: number; baseline: string; detail: string }[]> {
  return [60, 30].map((sampling_second) => {
    const histories = syntheticFleet({ starts_at_unix_second: 1_700_000_000, history_second: month_second, cells }).map(
      ({ facts, options }) => historyOf(facts, { ...options, sampling_second }),
    );
    const records = histories.reduce(
      (sum, { batches }) => sum + batches.reduce((all, { length }) => all + length, 0),
      0,
    );
    const rules = defaultRules();
    let fired = 0;
    let bare = Infinity;
    let replayed = Infinity;
    // In turns, so that warming up and neighbours are shared.
    for (let round = 0; round < rounds; round++) {
      bare = Math.min(
        bare,
        timed(() => histories.forEach(foldCycles)),
      );
      fired = 0;
      replayed = Math.min(
        replayed,
        timed(() => histories.forEach((history) => (fired += backtestCell(history, rules).alerts.length))),
      );
    }
    if (fired === 0) throw new Error('backtest bench: got no alert of a shorted cell, expected some');
    const month = (replayed / cells) * fleet;
    const rate = (records / replayed / 1e6).toFixed(2);
    return {
      name: `A month back-tested, every ${sampling_second} s`,
      ratio: bare / replayed,
      baseline: 'the fold of cycles alone',
      detail:
        `${month.toFixed(0)} s of one core for 1 000 cells of ${Math.round(records / cells)} records, ` +
        `${rate} M records/s; the fold of cycles ${((bare / cells) * fleet).toFixed(0)} s`,
    };
  });
}

function historyOf(facts: CellFacts, options: Parameters<typeof syntheticCell>[0]): History {
  const cell = syntheticCell({ ...options, live: false, cycles: Math.ceil(month_second / 21_220) });
  const batches: RecordBatch[] = [];
  for (let batch = cell.next(5_000); batch; batch = cell.next(5_000)) batches.push(batch);
  return { facts, batches, cycles: foldCycles({ facts, batches, cycles: [] }) };
}

function foldCycles({ facts, batches }: History): CycleSummary[] {
  const cycles: CycleSummary[] = [];
  let state = initialCyclingState(facts);
  for (const batch of batches) {
    const evolved = evolveCycling(state, batch);
    state = evolved.state;
    cycles.push(...evolved.cycles);
  }
  return cycles;
}

function timed(run: () => void): number {
  const began = performance.now();
  run();
  return (performance.now() - began) / 1000;
}
