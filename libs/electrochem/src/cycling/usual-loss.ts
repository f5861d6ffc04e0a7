import type { Regime } from './state.js';

const settledAfter = 5;

/** Learns what a regime's cycles lose from its first five; the median is not moved by one odd cycle. */
export function learnLoss(regime: Regime, loss_ah: number): void {
  if (regime.usual_loss_ah !== null) return;
  regime.losses_ah.push(Number(loss_ah.toPrecision(6)));
  if (regime.losses_ah.length < settledAfter) return;
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const usual = middle(regime.losses_ah);
  regime.usual_loss_ah = usual;
  regime.loss_deviation_ah = 1.4826 * middle(regime.losses_ah.map((loss) => Math.abs(loss - usual)));
  regime.losses_ah = [];
}
