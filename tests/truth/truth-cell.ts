import type { CellFacts } from '@cellwatch/events';

/** A cell that is made to the paper's numbers: what a lab would declare of it, and what its cycler is to log. */
export interface TruthCell {
  name: string;
  facts: Omit<CellFacts, 'cell_id' | 'facts_version'>;
  cycles: TruthCycle[];
  clock?: 'second' | 'minute' | 'day';
  signed_current?: boolean;
  /** False: the file has no counters, so that capacities are integrals. */
  counters?: boolean;
  /** What was logged is read back from the database too. */
  keep_records?: boolean;
}

export interface TruthCycle {
  /** mAh/g of the first and of the second half. */
  capacities: readonly [first: number, second: number];
  /** mA/g of both. */
  current: number;
  /** Means of the voltage, where they matter. */
  charging_volt?: number;
  discharging_volt?: number;
  /** A half that is given record by record. */
  charging_records?: GivenRecords;
  discharging_records?: GivenRecords;
  /** What the sensor says. */
  celsius?: number;
}

export interface GivenRecords {
  /** Since the half began. */
  seconds: number[];
  volts: number[];
}

/** A cycle's halves in the order of time. */
export function startsWithDischarge({ facts }: TruthCell): boolean {
  return facts.system === 'anode_half_cell';
}
