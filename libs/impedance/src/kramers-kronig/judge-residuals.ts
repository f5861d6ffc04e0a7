export interface KramersKronigVerdict {
  verdict: 'pass' | 'warn' | 'fail' | 'not_enough_points';
  /** Of a warning or a failure: the cell changed while it was swept, or the measurement is noisy. */
  kind: 'drift' | 'noisy' | null;
  message: string;
  largest_residual_percent: number | null;
  /** The noise of a component in % of |Z|, by a model that knows no circuit. */
  noise_percent: number | null;
  autocorrelation: number | null;
}

/**
 * The verdict on residuals of a Kramers-Kronig model, in % of |Z| and in order of frequency.
 *
 * fail: s > 1.25, or m > 3 and (m > 4s or ρ > 0.5). warn: else m > 1, or m > 0.5 and ρ > 0.8. pass: else. A fail or warn is
 * `drift` where ρ > 0.5, else `noisy`.
 */
export function judgeResiduals(
  real: Float64Array,
  imaginary: Float64Array,
  degreesOfFreedom: number,
): KramersKronigVerdict {
  let largest = 0;
  let squares = 0;
  for (let i = 0; i < real.length; i++) {
    largest = Math.max(largest, Math.abs(real[i]), Math.abs(imaginary[i]));
    squares += real[i] ** 2 + imaginary[i] ** 2;
  }
  const noise = Math.sqrt(squares / degreesOfFreedom);
  const autocorrelation = Math.max(lagOne(real), lagOne(imaginary));
  const verdict =
    noise > 1.25 || (largest > 3 && (largest > 4 * noise || autocorrelation > 0.5))
      ? 'fail'
      : largest > 1 || (largest > 0.5 && autocorrelation > 0.8)
        ? 'warn'
        : 'pass';
  const kind = verdict === 'pass' ? null : autocorrelation > 0.5 ? 'drift' : 'noisy';
  return {
    verdict,
    kind,
    message: `${describe[kind ?? 'pass']}: largest residual ${largest.toPrecision(3)} %, noise ${noise.toPrecision(3)} % of |Z|`,
    largest_residual_percent: largest,
    noise_percent: noise,
    autocorrelation,
  };
}

const describe = {
  pass: 'consistent with a linear cell at rest',
  drift: 'the cell changed while it was swept, or its answer is not linear: let it rest longer, or lower the amplitude',
  noisy: 'noisy: raise the amplitude, average more cycles, or check leads and shielding',
};

/** Pearson's correlation of the residuals with their neighbours. */
function lagOne(residuals: Float64Array): number {
  const pairs = residuals.length - 1;
  let first = 0;
  let second = 0;
  for (let i = 0; i < pairs; i++) {
    first += residuals[i] / pairs;
    second += residuals[i + 1] / pairs;
  }
  let product = 0;
  let one = 0;
  let other = 0;
  for (let i = 0; i < pairs; i++) {
    product += (residuals[i] - first) * (residuals[i + 1] - second);
    one += (residuals[i] - first) ** 2;
    other += (residuals[i + 1] - second) ** 2;
  }
  return one > 0 && other > 0 ? product / Math.sqrt(one * other) : 0;
}
