import { reversibleCapacity } from '@cellwatch/electrochem';
import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { isTrustedCycle } from '../is-trusted-cycle.js';

/** A complete cycle, and what detectors ask of it before they judge. */
export interface SeenCycle {
  cycle: CycleSummary;
  /** Whose baseline it is compared with; null where it belongs to none. */
  regime: string | null;
  /** Complete cycles since the regime began, this one included. */
  cycles_in_regime: number;
  /** It ages the cell in its regime, two cycles after the regime began, and no flag says that charge was missed or added. */
  comparable: boolean;
  /** It ages the cell; formation, check-ups, pulses and titrations do not. */
  cycling: boolean;
  trusted: boolean;
  /** Of its second half; null where nobody said what the cell is. */
  reversible_capacity_ah: number | null;
}

export function seeCycle(
  cycle: CycleSummary,
  facts: CellFacts,
  regime: string | null,
  cycles_in_regime: number,
  settled: boolean,
): SeenCycle {
  const trusted = isTrustedCycle(cycle.flags);
  const cycling = (cycle.purpose ?? 'cycling') === 'cycling';
  return {
    cycle,
    regime,
    cycles_in_regime,
    comparable: regime !== null && settled && trusted && cycling,
    cycling,
    trusted,
    reversible_capacity_ah: reversibleCapacity(cycle, facts)?.reversible_capacity_ah ?? null,
  };
}
