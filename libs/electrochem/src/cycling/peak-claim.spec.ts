import type { CellFacts } from '@cellwatch/events';
import { peakClaim, type PeakClaim } from './peak-claim.js';

const expected_peaks = [{ name: 'Si', voltage_volt: 0.35, direction: 'charge' as const }];

test.each<[Partial<CellFacts>, PeakClaim]>([
  [{}, 'system_unknown'],
  [{ system: 'full_cell', reference_electrode: 'lithium', expected_peaks }, 'full_cell'],
  [{ system: 'symmetric_cell', expected_peaks }, 'no_electrode'],
  [{ system: 'anode_half_cell', expected_peaks }, 'reference_unknown'],
  [{ system: 'anode_half_cell', reference_electrode: 'lithium', expected_peaks: [] }, 'none_expected'],
  [{ system: 'anode_half_cell', reference_offset_volt: 0.6, expected_peaks }, 'half_cell'],
])('%j: %s', (facts, claim) => {
  expect(peakClaim({ cell_id: 'cell', facts_version: '0', ...facts })).toBe(claim);
});
