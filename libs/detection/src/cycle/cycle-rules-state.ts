import type { AlertRule, CellFacts } from '@cellwatch/events';
import type { RegimeConditions } from '../comparable-regime.js';
import type { Episode } from '../evolve-episode.js';
import { emptyRegimeHistory, type RegimeHistory } from '../regime-history.js';
import type { EfficiencyMemory } from './ce-drop.js';
import type { LastCycle } from './cycle-order.js';
import type { KneeMemory } from './knee.js';
import type { CutoffMemory } from './no-cutoff.js';
import type { RestMemory } from './rest-leak.js';
import type { RetentionMemory } from './retention.js';
import type { FadeMemory } from './sudden-fade.js';

/** All that the cycle rules keep of a cell, as plain JSON. It does not grow with its cycles. */
export interface CycleRulesState {
  facts: CellFacts;
  last: LastCycle | null;
  history: RegimeHistory<RegimeMemory>;
  /** Of the cell's whole life: what needs no equal conditions. */
  life: { retention?: RetentionMemory; no_cutoff?: CutoffMemory };
  episodes: Partial<Record<AlertRule, Episode>>;
}

/** What detectors remember of a regime. */
export interface RegimeMemory extends RegimeConditions {
  ce_drop?: EfficiencyMemory;
  rest_leak?: RestMemory;
  sudden_fade?: FadeMemory;
  knee?: KneeMemory;
}

export function initialCycleRulesState(facts: CellFacts): CycleRulesState {
  return { facts, last: null, history: emptyRegimeHistory(), life: {}, episodes: {} };
}
