/**
 * How far a local maximum stands out: its height over the higher of the two lowest points that lie between it and the next
 * higher point (or the end) on either side.
 */
export function prominence(curve: ArrayLike<number>, top: number): number {
  const height = curve[top];
  let left = height;
  for (let at = top - 1; at >= 0 && curve[at] <= height; at--) if (curve[at] < left) left = curve[at];
  let right = height;
  for (let at = top + 1; at < curve.length && curve[at] <= height; at++) if (curve[at] < right) right = curve[at];
  return height - Math.max(left, right);
}
