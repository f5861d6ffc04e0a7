import { noFacts, type CellFacts, type CycleSummary, type RecordBatch } from '@cellwatch/events';
import { evolveCycling, initialCyclingState, type CyclingState } from '../index.js';

/** Folds batches in order and keeps the last word on each cycle. Throws where one is out of order. */
export function foldAll(facts: Partial<CellFacts>, ...batches: RecordBatch[]): CycleSummary[] {
  return [...foldInto(facts, batches).cycles.values()];
}

export function foldInto(facts: Partial<CellFacts>, batches: readonly RecordBatch[]) {
  let state: CyclingState = initialCyclingState({ cell_id: 'cell', facts_version: noFacts, ...facts });
  const cycles = new Map<string, CycleSummary>();
  let dropped = 0;
  for (const batch of batches) {
    const evolved = evolveCycling(state, batch);
    if (evolved.disordered) throw new Error(`${batch.test_id}: out of order`);
    state = evolved.state;
    dropped += evolved.dropped;
    for (const cycle of evolved.cycles) cycles.set(`${cycle.test_id} ${cycle.first_record_index}`, cycle);
  }
  return { state, cycles, dropped };
}
