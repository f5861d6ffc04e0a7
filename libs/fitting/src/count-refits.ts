import { summariseRefits, type RefitSummary } from '@cellwatch/impedance';
import type { CellRefit } from './refit-spectra.js';

type Counted = Parameters<typeof summariseRefits>[0][number];

/** Counts over many cells, and keeps of each spectrum only what is counted. */
export function countRefits(): { add(cell: CellRefit): void; summary(): RefitSummary } {
  const counted: Counted[] = [];
  return {
    add({ spectra }) {
      for (const { refit, current, told_apart } of spectra)
        counted.push({ refit: countedOf(refit), current: current && countedOf(current), told_apart });
    },
    summary: () => summariseRefits(counted),
  };
}

function countedOf(estimate: Counted['refit']): Counted['refit'] {
  const { circuit_id, verdict, comparable, charge_transfer_resistance_ohm, residual_percent } = estimate;
  return { circuit_id, verdict, comparable, charge_transfer_resistance_ohm, residual_percent };
}
