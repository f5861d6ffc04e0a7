import type { Rule } from '../rule.js';
import { contactLoss, type ContactLossState } from './contact-loss.js';
import { dataClock, type DataClockState } from './data-clock.js';
import { hardShort, type HardShortState } from './hard-short.js';
import { overcharge, type OverchargeState } from './overcharge.js';
import { pressure, type PressureState } from './pressure.js';
import type { RecordDetector } from './record-detector.js';
import { softDip, type SoftDipState } from './soft-dip.js';
import { softStall, type SoftStallState } from './soft-stall.js';
import { temperature, type TemperatureState } from './temperature.js';

/** What each detector over records keeps of a cell, by the rule's code. */
export interface DetectorStates {
  HARD_SHORT: HardShortState;
  SOFT_DIP: SoftDipState;
  SOFT_STALL: SoftStallState;
  OVERCHARGE: OverchargeState;
  CONTACT_LOSS: ContactLossState;
  TEMP: TemperatureState;
  PRESS: PressureState;
  DATA_CLOCK: DataClockState;
}

/** All rules over records, in the order in which they judge one record. */
export const recordDetectors: { [Code in keyof DetectorStates]: RecordDetector<DetectorStates[Code]> } = {
  HARD_SHORT: hardShort,
  SOFT_DIP: softDip,
  SOFT_STALL: softStall,
  OVERCHARGE: overcharge,
  CONTACT_LOSS: contactLoss,
  TEMP: temperature,
  PRESS: pressure,
  DATA_CLOCK: dataClock,
};

export const recordRuleCodes = Object.keys(recordDetectors) as (keyof DetectorStates)[];

/** The rules of one pass over a cell's records. */
export const recordRules: readonly Rule[] = recordRuleCodes.map((code) => recordDetectors[code].rule);
