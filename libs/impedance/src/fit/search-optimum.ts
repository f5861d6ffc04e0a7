import type { Circuit } from '../circuit/circuit.js';
import { seededNormal } from '../numeric/seeded-normal.js';
import type { LeastSquares } from './least-squares.js';
import { scaled } from './parameter-scale.js';

const seed = 20_240_229;
const spread = { log: 1.15, logit: 0.7 };
const coarse = { tolerance: 1e-3, iterations: 40 };
const fine = { tolerance: 1e-13, iterations: 100 };
/** Up to three coarse ends are followed to the bottom, where they lie within this of the best. */
const near = 4;

/**
 * The least squares over all starts: the guesses and `starts` more, drawn around them in turn with a fixed seed (a factor e^1.15
 * in each positive parameter). One guess alone ends in a side minimum in a quarter of good spectra. Leaves `problem` at the best
 * and returns the iterations spent.
 */
export function searchOptimum(
  circuit: Circuit,
  problem: LeastSquares,
  guesses: ArrayLike<number>[],
  starts: number,
): number {
  const size = circuit.parameters.length;
  const normal = seededNormal(seed);
  const centres = guesses.map((guess) =>
    Float64Array.from(circuit.parameters, (parameter, k) => scaled(parameter, guess[k])),
  );
  const start = new Float64Array(size);
  const ends: { squares: number; at: Float64Array }[] = [];
  let iterations = 0;
  for (let n = 0; n < centres.length + starts; n++) {
    const centre = centres[n % centres.length];
    for (let k = 0; k < size; k++)
      start[k] = centre[k] + (n < centres.length ? 0 : spread[circuit.parameters[k].scale] * normal());
    const squares = problem.minimise(start, coarse.tolerance, coarse.iterations);
    iterations += problem.iterations;
    if (Number.isFinite(squares)) ends.push({ squares, at: problem.at.slice() });
  }
  ends.sort((one, other) => one.squares - other.squares);
  let best: { squares: number; at: Float64Array } | null = null;
  for (const { squares: coarseSquares, at } of ends.slice(0, 3)) {
    if (best && coarseSquares > near * best.squares) break;
    const squares = followToBottom(problem, at);
    iterations += problem.iterations;
    if (!best || squares < best.squares) best = { squares, at: problem.at.slice() };
  }
  if (best) problem.moveTo(best.at);
  return iterations;
}

export function followToBottom(problem: LeastSquares, at: ArrayLike<number>): number {
  return problem.minimise(at, fine.tolerance, fine.iterations);
}
