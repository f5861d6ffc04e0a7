/** What is remembered of a regime: up to `ringLength` values of its quiet cycles, oldest first, and a cumulative sum. */
export interface RegimeMemory {
  regime: string;
  ring: number[];
  cusum: number;
}

/** Regimes that a cell was in, least recently used first. Baselines never cross a regime. */
export interface RegimeHistory {
  regimes: RegimeMemory[];
  /** Cycles completed since the last regime change, the one that brought it included. */
  cycles_in_regime: number;
}

export const emptyRegimeHistory: RegimeHistory = { regimes: [], cycles_in_regime: 0 };

const mostRegimes = 8;
const mutedCycles = 2;

/**
 * A cycle of `regime` was completed: that regime becomes the last in the list. Coming back to one that is remembered keeps
 * its ring, but a sum that was gathered before the interruption starts again.
 */
export function enterRegime(history: RegimeHistory, regime: string): RegimeHistory {
  const current = history.regimes.at(-1);
  if (current?.regime === regime) return { ...history, cycles_in_regime: history.cycles_in_regime + 1 };
  const known = history.regimes.find((memory) => memory.regime === regime);
  const others = history.regimes.filter((memory) => memory !== known);
  const entered = { regime, ring: known?.ring ?? [], cusum: 0 };
  return { regimes: [...others, entered].slice(-mostRegimes), cycles_in_regime: 1 };
}

/** The first cycles after a regime change begin in the state that the other regime left: neither judged nor remembered. */
export function isSettled(history: RegimeHistory): boolean {
  return history.cycles_in_regime > mutedCycles;
}

/** Puts `memory` in the place of the current regime's. */
export function rememberInRegime(history: RegimeHistory, memory: RegimeMemory): RegimeHistory {
  return { ...history, regimes: [...history.regimes.slice(0, -1), memory] };
}
