import type { CycleSummary } from '@cellwatch/events';
import type { RegimeHistory } from './regime-history.js';

/** Of a regime: what tells a charge that lost its limit from another protocol. */
export interface RegimeConditions {
  regime: string;
  /** Its charges end at the voltage or current that the protocol asks for. */
  reaches_limit: boolean;
  charging_c_rate: number | null;
  discharging_c_rate: number | null;
}

export function conditionsOf(cycle: CycleSummary, regime: string): RegimeConditions {
  const { charging_c_rate, discharging_c_rate } = cycle;
  return { regime, reaches_limit: reachesLimit(cycle), charging_c_rate, discharging_c_rate };
}

/**
 * The regime whose cycles this one may be compared with: its own; but a charge that no longer reaches its limit, at the same
 * declared rates, is what a strong short looks like and not another protocol: it stays with the regime that reached it.
 */
export function comparableRegime({ regimes }: RegimeHistory<RegimeConditions>, cycle: CycleSummary): string | null {
  const current = regimes.at(-1);
  if (!current?.reaches_limit || reachesLimit(cycle) || cycle.regime === null) return cycle.regime;
  const same =
    isSameRate(current.charging_c_rate, cycle.charging_c_rate) &&
    isSameRate(current.discharging_c_rate, cycle.discharging_c_rate);
  return same ? current.regime : cycle.regime;
}

function reachesLimit({ charging_end_reason }: CycleSummary): boolean {
  return charging_end_reason === 'voltage' || charging_end_reason === 'current';
}

function isSameRate(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && Math.abs(one - other) <= 0.1 * Math.max(one, other);
}
