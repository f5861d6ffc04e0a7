import type { CellFacts, DifferentialPeak } from '@cellwatch/events';
import { assignPeaks } from '../dqdv/assign-peaks.js';
import { peakClaim } from './peak-claim.js';
import { referenceOffset } from '../reference-offset.js';
import type { Half } from './state.js';

/** Of what a half passed at constant current: its greatest step must be nearly all of it. */
const wholeShare = 0.9;

export function isOneStep({
  main_capacity_ah,
  capacity_ah,
  constant_voltage_ah,
}: Pick<Half, 'main_capacity_ah' | 'capacity_ah' | 'constant_voltage_ah'>): boolean {
  return main_capacity_ah >= wholeShare * (capacity_ah - constant_voltage_ah);
}

/** The peaks of a half that is one constant current. In a full cell none is assigned: its voltage is cathode minus anode. */
export function halfPeaks(half: Half, facts: CellFacts): DifferentialPeak[] | null {
  const { peaks, direction, incomplete } = half;
  if (!peaks || incomplete || !isOneStep(half)) return null;
  return assignPeaks(peaks, peakClaim(facts) === 'half_cell' ? facts.expected_peaks : [], {
    direction: direction === 1 ? 'charge' : 'discharge',
    reference_offset_volt: referenceOffset(facts) ?? 0,
  });
}
