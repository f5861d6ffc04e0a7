import type { CycleSummary } from '@cellwatch/events';
import type { Life } from './state.js';

/** Takes a complete cycle's CE into the means of its cell's life, and tells them. */
export function averageEfficiency(
  life: Life,
  summary: CycleSummary,
  halves: { first_half_ah: number; second_half_ah: number; isFirst: boolean; belongs: boolean },
): void {
  const { averaged, averaged_with_first } = life;
  const { coulombic_efficiency } = summary;
  if (coulombic_efficiency !== null && (halves.belongs || halves.isFirst)) {
    averaged_with_first.cycles++;
    averaged_with_first.efficiency += coulombic_efficiency;
  }
  if (coulombic_efficiency !== null && halves.belongs && !halves.isFirst) {
    averaged.cycles++;
    averaged.efficiency += coulombic_efficiency;
    averaged.first_half_ah += halves.first_half_ah;
    averaged.second_half_ah += halves.second_half_ah;
  }
  summary.averaged_cycles = averaged.cycles;
  if (averaged_with_first.cycles > 0)
    summary.average_coulombic_efficiency_with_first = averaged_with_first.efficiency / averaged_with_first.cycles;
  if (averaged.cycles === 0) return;
  summary.average_coulombic_efficiency = averaged.efficiency / averaged.cycles;
  summary.cumulative_coulombic_efficiency = averaged.second_half_ah / averaged.first_half_ah;
}
