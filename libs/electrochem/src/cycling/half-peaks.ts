import type { CellFacts, DifferentialPeak } from '@cellwatch/events';
import { assignPeaks } from '../dqdv/assign-peaks.js';
import { referenceOffset } from '../reference-offset.js';
import type { Half } from './state.js';

/** Of what a half passed at constant current: its greatest step must be nearly all of it. */
const wholeShare = 0.9;

/** The peaks of a half that is one constant current. In a full cell none is assigned: its voltage is cathode minus anode. */
export function halfPeaks(half: Half, facts: CellFacts): DifferentialPeak[] | null {
  const { peaks, main_capacity_ah, capacity_ah, constant_voltage_ah, direction, incomplete } = half;
  if (!peaks || incomplete || main_capacity_ah < wholeShare * (capacity_ah - constant_voltage_ah)) return null;
  const half_cell = facts.system === 'anode_half_cell' || facts.system === 'cathode_half_cell';
  const reference_offset_volt = referenceOffset(facts);
  const told = half_cell && reference_offset_volt !== null;
  return assignPeaks(peaks, (told && facts.expected_peaks) || [], {
    direction: direction === 1 ? 'charge' : 'discharge',
    reference_offset_volt: reference_offset_volt ?? 0,
  });
}
