import type { CellFacts } from '@cellwatch/events';
import { referenceOffset } from '../reference-offset.js';

/** Whether peaks of dQ/dV are held against expected ones, or why not. */
export type PeakClaim =
  'half_cell' | 'full_cell' | 'no_electrode' | 'system_unknown' | 'reference_unknown' | 'none_expected';

/**
 * Only the peaks of a half-cell are named, against a known reference and a declared list: the voltage of a full cell is cathode minus
 * anode, and that of a symmetric cell or a pellet belongs to no electrode.
 */
export function peakClaim(facts: CellFacts): PeakClaim {
  switch (facts.system) {
    case undefined:
      return 'system_unknown';
    case 'full_cell':
      return 'full_cell';
    case 'symmetric_cell':
    case 'blocking_pellet':
      return 'no_electrode';
  }
  if (referenceOffset(facts) === null) return 'reference_unknown';
  return facts.expected_peaks?.length ? 'half_cell' : 'none_expected';
}
