import { medianOf } from './median-of.js';

export interface Disagreement {
  /** Which rule was used: it follows from the number of replicates that have the value. */
  rule: 'robust_z' | 'relative_spread' | 'too_few';
  limit: number | null;
  /** The greatest |z|, or the spread: what was compared with the limit. Null where it cannot be told. */
  measure: number | null;
  /** In the order given; empty where all agree. */
  disagreeing: string[];
}

const robustLimit = 3.5;

/**
 * Names the replicates whose value disagrees with that of the others, and by which rule.
 *
 * From four on: modified z-score over 3.5, and farther from the median than the limit, for alike replicates are not to blame for
 * being very alike; where more than half are equal (MAD 0), the mean absolute deviation scales instead.
 * Two or three: (maximum − minimum)/|median| over the limit, and those farthest from the median are named: both of two, for
 * neither can be said to be right. One alone, or a median of 0 among two or three, is no case.
 *
 * @quantity Disagreement of replicates
 * @symbol M
 * @unit 1
 * @formula M = 0.6745·(x − x̃)/MAD, MAD = median |x − x̃|; if MAD = 0, M = (x − x̃)/(1.2533·mean |x − x̃|)
 * @convention one value per cell; limit 0.05 of the median unless stated
 * @source B. Iglewicz, D. C. Hoaglin, How to Detect and Handle Outliers, ASQC 1993; the limit of the spread: design of this project
 */
export function replicateDisagrees(
  values: readonly { replicate: string; value: number }[],
  relative_spread_limit = 0.05,
): Disagreement {
  if (values.length < 2) return { rule: 'too_few', limit: null, measure: null, disagreeing: [] };
  const middle = medianOf(values.map(({ value }) => value));
  const away = values.map(({ value }) => Math.abs(value - middle));
  const farthest = Math.max(...away);
  const named = (far: (distance: number) => boolean) =>
    values.filter((_, at) => far(away[at])).map(({ replicate }) => replicate);
  if (values.length >= 4) {
    const scale = robustScale(away);
    const score = (distance: number) => (distance === 0 ? 0 : distance / scale);
    return {
      rule: 'robust_z',
      limit: robustLimit,
      measure: score(farthest),
      disagreeing: named(
        (distance) => score(distance) > robustLimit && distance > relative_spread_limit * Math.abs(middle),
      ),
    };
  }
  const all = values.map(({ value }) => value);
  const spread = middle === 0 ? null : (Math.max(...all) - Math.min(...all)) / Math.abs(middle);
  const apart = spread !== null && spread > relative_spread_limit;
  return {
    rule: 'relative_spread',
    limit: relative_spread_limit,
    measure: spread,
    // two outer ones that are as far from the middle as each other are both named
    disagreeing: apart ? named((distance) => distance >= farthest * (1 - 1e-9)) : [],
  };
}

function robustScale(away: readonly number[]): number {
  const deviation = medianOf(away);
  return deviation > 0 ? deviation / 0.6745 : (1.253314 * away.reduce((sum, each) => sum + each, 0)) / away.length;
}
