import type { CellFacts, CycleSummary } from '@cellwatch/events';
import type { CurvePoint, Disagreement, GroupStatistics, Life, Survival } from '@cellwatch/electrochem';

/** What a report is made of: a cell's facts, and its current cycles. */
export interface CampaignCell {
  facts: CellFacts;
  cycles: CycleSummary[];
  /** What was measured by hand. */
  observations?: ObservedValue[];
}

export interface ObservedValue {
  quantity: string;
  value: number;
  unit: string;
  method: string | null;
  specimen: string | null;
  derived_cycle_count: number | null;
}

/**
 * What a paper would print of a campaign. Rows are quantities, and each has a value per cell and statistics per group; all
 * renderers print this one object, so that they cannot differ.
 */
export interface Report {
  campaign: string;
  end_of_life_retention: number;
  latest_common_cycle: number | null;
  groups: ReportGroup[];
  sections: Section[];
  disagreements: ReplicateDisagreement[];
  /** The definitions of the quantities that occur, in order: a renderer's footnotes. */
  definitions: Definition[];
  figures: Figures;
}

export interface ReportGroup {
  group: string;
  factors: Record<string, string | number>;
  cells: ReportCell[];
  survival: Survival;
}

export interface ReportCell {
  cell_id: string;
  label: string | null;
  replicate: string | null;
  facts: CellFacts;
  definition_version: number | null;
  complete_cycles: number;
  last_cycle: number | null;
  life: Life | null;
  /** How it stands, in words: `died at cycle 61`. */
  fate: string;
  retention_reference: string | null;
  retention_reference_cycle_count: number | null;
  mass_model: string | null;
  /** How many of its cycles carry a flag. */
  flags: [flag: string, cycles: number][];
}

export interface Definition {
  quantity: string;
  name: string;
  /** Of `value`; a table may show another, `shown_unit`, which is the value times `shown_factor`. */
  unit: string;
  shown_unit: string;
  shown_factor: number;
  digits: number;
  definition: string;
}

export interface Section {
  title: string;
  note: string;
  rows: Row[];
}

export interface Row {
  quantity: string;
  /** Where it was read: `cycle 50`, `60 °C`, a peak's name; empty where the quantity says it. */
  at: string;
  cells: Record<string, CellValue>;
  groups: Record<string, GroupValue>;
}

export interface CellValue {
  value: number | null;
  /** Why there is none; or what must be known of the one that there is. */
  reason: string | null;
  /** How many cycles went into it. */
  n: number | null;
  reference_cycle: number | null;
}

export interface GroupValue {
  statistics: GroupStatistics | null;
  reason: string | null;
  /** The cycle that all its cells refer to; null where none or not one. */
  reference_cycle: number | null;
  /** Cells that had not died before; null where the row is no matter of survival. */
  at_risk: number | null;
}

export interface ReplicateDisagreement extends Disagreement {
  group: string;
  quantity: string;
  at: string;
}

export interface Curve {
  group: string;
  points: CurvePoint[];
  /** One line per cell: cycle and value. */
  cells: { cell_id: string; points: [cycle: number, value: number][] }[];
}

export interface Figures {
  capacity: { quantity: string; curves: Curve[] };
  efficiency: { quantity: string; curves: Curve[] };
  retention: {
    quantity: string;
    curves: (Curve & { of_all: [cycle: number, value: number][]; at_risk: [cycle: number, cells: number][] })[];
  };
  survival: { group: string; last_cycle: number; survival: Survival }[];
  /** The last cycle of each rate; null where no cell was cycled at two. */
  rates: { quantity: string; at: string[] } | null;
}
