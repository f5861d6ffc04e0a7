import type { AlertRule, CellFacts } from '@cellwatch/events';
import type { Episode } from '../evolve-episode.js';
import type { EisShortMemory } from './eis-short.js';
import type { EstimatePlace } from './estimate-order.js';
import type { ContactMemory } from './ohmic-contact-loss.js';
import type { GrowthMemory } from './rct-growth.js';

/** All that the rules over spectra keep of a cell, as plain JSON. It does not grow with its spectra. */
export interface ResistanceRulesState {
  facts: CellFacts;
  last: EstimatePlace | null;
  /** Those of the estimates, in the order in which they began. */
  series: SeriesMemory[];
}

/** Of one series: its baselines, and its own episodes, for another series' quiet says nothing of this one. */
export interface SeriesMemory {
  series_key: string;
  eis_short?: EisShortMemory;
  rct_growth?: GrowthMemory;
  contact?: ContactMemory;
  episodes: Partial<Record<AlertRule, Episode>>;
}

export function initialResistanceRulesState(facts: CellFacts): ResistanceRulesState {
  return { facts, last: null, series: [] };
}
