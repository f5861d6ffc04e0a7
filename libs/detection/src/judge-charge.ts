import type { CellAlert } from '@cellwatch/events';
import type { RegimeConditions } from './comparable-regime.js';
import { median } from './median.js';
import type { ChargeNotes, ToldCharge } from './note-charges.js';

/** Below so few charges their median is no baseline. */
const fewestCharges = 3;
const warningFactor = 1.1;
const criticalFactor = 1.25;
const likeCurrent = 0.1;

/** What is remembered of a regime. */
export interface ChargeMemory extends RegimeConditions {
  /** Ah of its last charges, oldest first. */
  ring: number[];
  /** How the last of them was made. */
  current_ampere: number;
  constant_voltage: boolean;
}

export interface Excess {
  row: number;
  severity: CellAlert['severity'];
  capacity_ah: number;
  limit_ah: number;
  baseline_ah: number;
  factor: number;
}

/**
 * Rows at which a running charge first passes 1.10 (warning) and 1.25 (critical) × the median of the regime's last charges, in Ah;
 * a row that passes both at once is critical alone. `raised` is what the same charge raised before. None with fewer than 3
 * charges to compare with; a row does not count while the charge is doubtful, at another current (10 %), or in a hold at constant
 * voltage that the others lacked.
 */
export function judgeCharge(
  { from, to, largest_ah }: ToldCharge,
  notes: ChargeNotes,
  { ring, current_ampere, constant_voltage }: Pick<ChargeMemory, 'ring' | 'current_ampere' | 'constant_voltage'>,
  raised: CellAlert['severity'] | null,
): Excess[] {
  if (ring.length < fewestCharges) return [];
  const baseline_ah = median(ring);
  if (largest_ah <= warningFactor * baseline_ah) return [];
  const found: Excess[] = [];
  let severe = raised;
  for (let row = from; row < to && severe !== 'critical'; row += 1) {
    const factor =
      severe === null && notes.capacity_ah[row] <= criticalFactor * baseline_ah ? warningFactor : criticalFactor;
    const limit_ah = factor * baseline_ah;
    const capacity_ah = notes.capacity_ah[row];
    if (capacity_ah <= limit_ah || notes.doubtful[row]) continue;
    if (notes.constant_voltage[row] && !constant_voltage) continue;
    if (Math.abs(notes.current_ampere[row] - current_ampere) > likeCurrent * current_ampere) continue;
    severe = factor === criticalFactor ? 'critical' : 'warning';
    found.push({ row, severity: severe, capacity_ah, limit_ah, baseline_ah, factor });
  }
  return found;
}
