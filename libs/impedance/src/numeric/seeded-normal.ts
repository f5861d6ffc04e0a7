import { seededRandom } from './seeded-random.js';

/** Normal deviates that follow from the seed alone: Box and Muller. */
export function seededNormal(seed: number): () => number {
  const next = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
