import { random } from './random.js';

/** Seeded Gaussian noise of standard deviation 1: Box-Muller. */
export function normal(seed: number): () => number {
  const next = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
