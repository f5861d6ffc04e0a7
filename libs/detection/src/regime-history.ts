/** Regimes that a cell was in, least recently used first, with what a rule remembers of each. Baselines never cross a regime. */
export interface RegimeHistory<Memory extends { regime: string }> {
  regimes: Memory[];
  /** Cycles completed since the last regime change, the one that brought it included. */
  cycles_in_regime: number;
}

const mostRegimes = 8;
const mutedCycles = 2;

export function emptyRegimeHistory<Memory extends { regime: string }>(): RegimeHistory<Memory> {
  return { regimes: [], cycles_in_regime: 0 };
}

/** A cycle of `fresh.regime` was completed: its regime comes last, with what is remembered of it, else with `fresh`. */
export function enterRegime<Memory extends { regime: string }>(
  history: RegimeHistory<Memory>,
  fresh: Memory,
): RegimeHistory<Memory> {
  const { regimes, cycles_in_regime } = history;
  if (regimes.at(-1)?.regime === fresh.regime) return { regimes, cycles_in_regime: cycles_in_regime + 1 };
  const known = regimes.find(({ regime }) => regime === fresh.regime);
  const others = regimes.filter((memory) => memory !== known);
  return { regimes: [...others, known ?? fresh].slice(-mostRegimes), cycles_in_regime: 1 };
}

/**
 * The first cycles after a regime change begin in the state that the other regime left: they are neither judged nor remembered.
 * `ahead` asks for a cycle that is not yet completed.
 */
export function isSettled({ cycles_in_regime }: { cycles_in_regime: number }, ahead = 0): boolean {
  return cycles_in_regime + ahead > mutedCycles;
}

/** Puts `memory` in the place of the current regime's. */
export function rememberInRegime<Memory extends { regime: string }>(
  history: RegimeHistory<Memory>,
  memory: Memory,
): RegimeHistory<Memory> {
  return { ...history, regimes: [...history.regimes.slice(0, -1), memory] };
}
