import type { CycleSummary } from '@cellwatch/events';
import { median } from '../median.js';

const fewestEdges = 3;
const risen = 1.3;

/** Ω at the cycle's first edge from rest to load that has one. */
export function edgeResistance({ charging_edge, discharging_edge }: CycleSummary): number | null {
  return (charging_edge ?? discharging_edge)?.resistance_ohm ?? null;
}

/** How many times the median of the edges before this one is; null unless it rose by more than 30 %. */
export function edgeRise(before_ohm: readonly number[], edge_ohm: number | null): number | null {
  if (edge_ohm === null || before_ohm.length < fewestEdges) return null;
  const ratio = edge_ohm / median(before_ohm);
  return ratio > risen ? ratio : null;
}
