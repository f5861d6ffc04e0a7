import { overcharge, type OverchargeState } from './overcharge.js';
import type { Rule } from '../rule.js';
import type { RecordDetector } from './record-detector.js';
import { softDip, type SoftDipState } from './soft-dip.js';

/** What each detector over records keeps of a cell, by the rule's code. */
export interface DetectorStates {
  SOFT_DIP: SoftDipState;
  OVERCHARGE: OverchargeState;
}

/** All rules over records, in the order in which they judge one record. */
export const recordDetectors: { [Code in keyof DetectorStates]: RecordDetector<DetectorStates[Code]> } = {
  SOFT_DIP: softDip,
  OVERCHARGE: overcharge,
};

export const recordRuleCodes = Object.keys(recordDetectors) as (keyof DetectorStates)[];

/** The rules of one pass over a cell's records. */
export const recordRules: readonly Rule[] = recordRuleCodes.map((code) => recordDetectors[code].rule);
