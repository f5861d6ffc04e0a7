import type { Life } from './life-of.js';

export interface SurvivalStep {
  /** A cycle at which cells died. */
  cycle: number;
  /** Cells that had lived, and were watched, up to it. */
  at_risk: number;
  died: number;
  /** Share of cells that live on after it. */
  survival: number;
  /** 95 %; null where all have died. */
  confidence_low: number | null;
  confidence_high: number | null;
}

export interface Survival {
  cells: number;
  died: number;
  censored: number;
  steps: SurvivalStep[];
  /** First cycle at which no more than half survive; null: not reached. */
  median_life_cycle: number | null;
}

/** Of a normal distribution, for a two-sided 95 %. */
const z = 1.959963984540054;

/**
 * Kaplan-Meier estimate of the share of cells that survive a cycle, with Greenwood's variance on the log-log scale.
 *
 * A cell that is censored at a cycle counts as at risk there: deaths come first. Cells that still run or were taken off alive
 * lower the number at risk and never the survival. No cells give no steps.
 *
 * @quantity Survival
 * @symbol S(N)
 * @unit 1
 * @formula S(N) = Π_{i: N_i ≤ N} (1 − d_i/n_i); interval S^exp(±z·σ), σ² = Σ d_i/(n_i(n_i − d_i)) / (ln S)²
 * @convention 95 % interval; the median life is the first cycle with S ≤ 0.5, else "not reached"
 * @source E. L. Kaplan, P. Meier, J. Am. Stat. Assoc. 1958, 53, 457; M. Greenwood 1926; log-log interval: Kalbfleisch and Prentice 1980
 */
export function survival(lives: readonly Life[]): Survival {
  const deaths = new Map<number, number>();
  for (const { cycle, event } of lives) if (event === 'died') deaths.set(cycle, (deaths.get(cycle) ?? 0) + 1);
  let share = 1;
  let greenwood = 0;
  const steps = [...deaths]
    .sort(([one], [other]) => one - other)
    .map(([cycle, died]): SurvivalStep => {
      const at_risk = lives.filter((life) => life.cycle >= cycle).length;
      share *= (at_risk - died) / at_risk;
      greenwood += died / (at_risk * (at_risk - died));
      const spread = z * (Math.sqrt(greenwood) / -Math.log(share));
      const bound = (sign: 1 | -1) => (share > 0 ? share ** Math.exp(sign * spread) : null);
      return { cycle, at_risk, died, survival: share, confidence_low: bound(1), confidence_high: bound(-1) };
    });
  const died = lives.filter(({ event }) => event === 'died').length;
  return {
    cells: lives.length,
    died,
    censored: lives.length - died,
    steps,
    // a half that is a product of shares may miss one half by its last bit
    median_life_cycle: steps.find((step) => step.survival <= 0.5 + 1e-12)?.cycle ?? null,
  };
}
