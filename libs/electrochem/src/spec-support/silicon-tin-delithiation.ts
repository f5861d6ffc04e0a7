import { normal } from './normal.js';

/** Position and width in V, charge in Ah of one gram: two broad peaks of silicon, three narrow ones of tin. */
const steps: readonly [number, number, number][] = [
  [0.35, 0.04, 0.3],
  [0.54, 0.04, 0.25],
  [0.66, 0.012, 0.04],
  [0.73, 0.012, 0.04],
  [0.8, 0.012, 0.04],
];

const chargeAt = (voltage: number) =>
  steps.reduce(
    (sum, [v, s, q]) => sum + (q / 2) * (1 + erf((voltage - v) / (s * Math.SQRT2))),
    0.06 * (voltage - 0.01),
  );

/** Delithiation of silicon with tin, one gram at 0.3 A from 0.01 to 2 V against lithium, logged every `seconds`. */
export function siliconTinDelithiation(seconds: number, noise_volt: number, seed: number) {
  const noise = normal(seed);
  const start = chargeAt(0.01);
  const total = chargeAt(2) - start;
  const charge_ah: number[] = [];
  const voltage_volt: number[] = [];
  for (let charge = 0; charge <= total; charge += (0.3 * seconds) / 3600) {
    let [low, high] = [0.01, 2];
    for (let halving = 0; halving < 50; halving++) {
      const middle = (low + high) / 2;
      if (chargeAt(middle) - start < charge) low = middle;
      else high = middle;
    }
    charge_ah.push(charge);
    voltage_volt.push(low + noise_volt * noise());
  }
  return { charge_ah, voltage_volt, total_ah: total };
}

/** Error function by its series, or its continued fraction where that converges faster; to 1e-12. */
function erf(x: number): number {
  if (x < 0) return -erf(-x);
  if (x > 6) return 1;
  if (x > 3) {
    let fraction = x;
    for (let k = 60; k >= 1; k--) fraction = x + k / 2 / fraction;
    return 1 - Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
  }
  let term = x;
  let sum = x;
  for (let k = 1; k < 100; k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
