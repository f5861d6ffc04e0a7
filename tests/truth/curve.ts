/** How a half's voltage goes over the share of its time that has passed, and the integral of it up to there. */
export interface Curve {
  volt(share: number): number;
  integral(share: number): number;
}

/** From one voltage to another by a power of the share, so that the mean over the half is a third one. */
export function powerCurve(from: number, to: number, mean: number): Curve {
  const power = (to - from) / (mean - from) - 1;
  if (!(power > 0)) throw new Error(`a half from ${from} to ${to} V has no mean of ${mean} V`);
  return {
    volt: (share) => from + (to - from) * share ** power,
    integral: (share) => from * share + ((to - from) * share ** (power + 1)) / (power + 1),
  };
}
