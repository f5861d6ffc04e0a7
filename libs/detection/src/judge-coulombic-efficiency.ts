import type { CellAlert } from '@cellwatch/events';
import type { RegimeConditions } from './comparable-regime.js';
import { median } from './median.js';
import { robustDeviation } from './robust-deviation.js';
import { upperCusum } from './upper-cusum.js';

/** Below so few values neither the median nor its spread says anything: only the absolute limit judges. */
const fewestValues = 3;
/** A quarter of a percentage point: four of it are the smallest drop of one cycle that warns. */
const leastDeviation = 0.0025;
const deviationsToWarn = 4;
const criticalDrop = 0.05;
const criticalEfficiency = 0.95;
const cusumSlack = 0.5;
const cusumLimit = 5;

/** What is remembered of a regime. */
export interface EfficiencyMemory extends RegimeConditions {
  /** Efficiencies of its quiet cycles, oldest first. */
  ring: number[];
  cusum: number;
}

export interface EfficiencyDrop {
  severity: CellAlert['severity'];
  message: string;
  evidence: Pick<CellAlert['evidence'], 'quantity' | 'unit' | 'value' | 'limit' | 'baseline'>;
}

/**
 * Holds a coulombic efficiency (a ratio) against the quiet cycles of its regime, whose median is m and whose robust standard
 * deviation, at least 0.25 pp, is s:
 * critical below max(m − 5 pp, 95 %); warning below m − 4s, which is m − max(1 pp, 4 × 1.4826 × MAD); warning when the
 * cumulative sum of (m − CE)/s with k 0.5 reaches 5 (slow leaks). A cycle that drops by itself leaves the sum alone.
 * With fewer than 3 values only the 95 % stand.
 */
export function judgeCoulombicEfficiency(
  efficiency: number,
  { ring, cusum }: Pick<EfficiencyMemory, 'ring' | 'cusum'>,
): { cusum: number; drop?: EfficiencyDrop } {
  const baseline = ring.length < fewestValues ? null : median(ring);
  const critical = baseline === null ? criticalEfficiency : Math.max(criticalEfficiency, baseline - criticalDrop);
  const below = (limit: number, severity: EfficiencyDrop['severity']) => ({
    cusum,
    drop: {
      severity,
      message: `coulombic efficiency ${percent(efficiency)} is below ${percent(limit)}${against(baseline, ring.length)}.`,
      evidence: { quantity: 'coulombic_efficiency', unit: '1', value: efficiency, limit, baseline },
    },
  });
  if (efficiency < critical) return below(critical, 'critical');
  if (baseline === null) return { cusum };
  const deviation = Math.max(leastDeviation, robustDeviation(ring));
  const warning = baseline - deviationsToWarn * deviation;
  if (efficiency < warning) return below(warning, 'warning');
  const sum = upperCusum(cusum, (baseline - efficiency) / deviation, cusumSlack, cusumLimit);
  if (sum < cusumLimit) return { cusum: sum };
  return {
    cusum: sum,
    drop: {
      severity: 'warning',
      message: `coulombic efficiency ${percent(efficiency)} has stayed low for some cycles: the sum of its deviations from the median ${percent(baseline)} has reached ${cusumLimit} standard deviations of ${percent(deviation)}.`,
      evidence: { quantity: 'coulombic_efficiency_cusum', unit: '1', value: sum, limit: cusumLimit, baseline },
    },
  };
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(2)} %`;
}

function against(baseline: number | null, count: number): string {
  return baseline === null ? '' : ` (median of the last ${count} quiet cycles ${percent(baseline)})`;
}
