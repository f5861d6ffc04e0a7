/**
 * One step of Page's one-sided cumulative sum: S ← max(0, S + z − k), kept at most `h` so that it falls as soon as the shift
 * ends. `z` is the deviation in standard deviations, positive in the watched direction; k is half the shift to be found.
 * The alarm is S = h. With k 0.5, h 5 and normal data a shift of one standard deviation takes about 10 steps, none about 900.
 * Source: E. S. Page, Biometrika 41 (1954) 100.
 */
export function upperCusum(sum: number, z: number, k: number, h: number): number {
  return Math.min(h, Math.max(0, sum + z - k));
}
