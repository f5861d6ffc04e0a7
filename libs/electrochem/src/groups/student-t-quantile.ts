/**
 * Quantile of Student's t distribution: the t that a variate with `degrees_of_freedom` stays below with `probability`.
 *
 * The distribution function of whole degrees of freedom ν is a finite sum in θ = atan(t/√ν); its inverse is found by halving
 * an interval, to 1e-12. Throws where the probability is not within 0 and 1 or ν is not a whole number from 1.
 *
 * @quantity Quantile of Student's t
 * @symbol t_{p,ν}
 * @unit 1
 * @formula P(T ≤ t) = ½ + ½·A(t|ν), A by the sums of Abramowitz and Stegun 26.7.3 (ν odd) and 26.7.4 (ν even)
 * @convention one-sided: a two-sided 95 % interval uses p = 0.975
 * @source M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 1964, §26.7
 */
export function studentTQuantile(probability: number, degrees_of_freedom: number): number {
  if (!(probability > 0 && probability < 1)) throw new Error(`probability is ${probability}, expected between 0 and 1`);
  if (!Number.isInteger(degrees_of_freedom) || degrees_of_freedom < 1)
    throw new Error(`degrees_of_freedom is ${degrees_of_freedom}, expected a whole number from 1`);
  if (probability < 0.5) return -studentTQuantile(1 - probability, degrees_of_freedom);
  const within = 2 * probability - 1;
  let low = 0;
  let high = Math.PI / 2;
  for (let halvings = 0; halvings < 60; halvings++) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, degrees_of_freedom) < within) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees_of_freedom) * Math.tan((low + high) / 2);
}

/** A(t|ν), the probability of |T| ≤ t, at θ = atan(t/√ν). */
function probabilityWithin(theta: number, degrees_of_freedom: number): number {
  const odd = degrees_of_freedom % 2 === 1;
  const square = Math.cos(theta) ** 2;
  let term = odd ? Math.cos(theta) : 1;
  let sum = degrees_of_freedom === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees_of_freedom - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}
