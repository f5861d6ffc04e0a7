import type { AlertRule, CellFacts } from '@cellwatch/events';
import type { RegimeConditions } from '../comparable-regime.js';
import type { Episode } from '../evolve-episode.js';
import { emptyRegimeHistory, type RegimeHistory } from '../regime-history.js';
import type { EfficiencyMemory } from './ce-drop.js';
import type { LastCycle } from './cycle-order.js';

/** All that the cycle rules keep of a cell, as plain JSON. It does not grow with its cycles. */
export interface CycleRulesState {
  facts: CellFacts;
  last: LastCycle | null;
  history: RegimeHistory<RegimeMemory>;
  episodes: Partial<Record<AlertRule, Episode>>;
}

/** What detectors remember of a regime. */
export interface RegimeMemory extends RegimeConditions {
  ce_drop?: EfficiencyMemory;
}

export function initialCycleRulesState(facts: CellFacts): CycleRulesState {
  return { facts, last: null, history: emptyRegimeHistory(), episodes: {} };
}
