import { electrodeBasis } from '@cellwatch/electrochem';
import type { CellFacts, CycleSummary } from '@cellwatch/events';
import type { Definition } from '../report.js';

/** A quantity that a cycle has: how it is read, and why it may be missing. */
export interface Quantity extends Definition {
  read(cycle: CycleSummary, facts: CellFacts): number | null;
  absent(cycle: CycleSummary, facts: CellFacts): string;
  /** How many cycles went into it; one where it does not say. */
  n?(cycle: CycleSummary): number | null;
  /** Relative spread over which two or three replicates disagree; a quantity without one is not compared. */
  spread_limit?: number;
}

export const asIs = { shown_factor: 1 } as const;
export const percent = { unit: '1', shown_unit: '%', shown_factor: 100 } as const;
export const ampereHours = { unit: 'Ah', shown_unit: 'mAh', shown_factor: 1000, digits: 4 } as const;
export const perGram = { unit: 'mAh/g', shown_unit: 'mAh/g', ...asIs, digits: 1 } as const;
export const perArea = { unit: 'mAh/cm²', shown_unit: 'mAh/cm²', ...asIs, digits: 3 } as const;
export const volts = { unit: 'V', shown_unit: 'V', ...asIs, digits: 3 } as const;
export const ohms = { unit: 'Ω', shown_unit: 'Ω', ...asIs, digits: 2 } as const;

export const noMass: Quantity['absent'] = (cycle, facts) =>
  electrodeBasis(facts).active_mass_gram === null ? 'no active mass declared' : uncomputed(cycle);
export const noArea: Quantity['absent'] = (cycle, { area_cm2 }) =>
  area_cm2 === undefined ? 'no area declared' : uncomputed(cycle);
export const uncomputed = ({ definition_version }: CycleSummary) => `not computed by definition ${definition_version}`;
export const systemless = ({ system }: CellFacts) => (system === undefined ? 'system not declared' : 'not applicable');
