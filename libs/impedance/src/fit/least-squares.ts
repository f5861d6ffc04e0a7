import type { Circuit } from '../circuit/circuit.js';
import { createEvaluator } from '../circuit/create-evaluator.js';
import { frequencyGrid } from '../circuit/frequency-grid.js';
import { factorise, solveFactorised } from '../numeric/cholesky.js';
import type { Spectrum } from '../spectrum.js';
import { scaledBounds, unscaled } from './parameter-scale.js';

const longestStep = 2;

/** One spectrum and one circuit; `at` is where the last `minimise` ended, in scaled parameters. */
export interface LeastSquares {
  at: Float64Array;
  /** In their own units, at `at`. */
  parameters: Float64Array;
  /** Σ|Z_fit − Z|²/|Z|² at `at`. */
  squares: number;
  iterations: number;
  /** JᵀJ at `at`, row-major, of the weighted residuals by the scaled parameters. */
  normal: Float64Array;
  largestResidual(): number;
  /** Moves to a point, without fitting. */
  moveTo(start: ArrayLike<number>): void;
  minimise(start: ArrayLike<number>, relativeTolerance: number, mostIterations: number): number;
}

/**
 * Complex non-linear least squares with modulus weights: Levenberg and Marquardt on normal equations scaled by their diagonal; a
 * parameter at a bound that would leave it is held there. Nothing is allocated after this call.
 */
export function leastSquares(circuit: Circuit, spectrum: Spectrum): LeastSquares {
  const size = circuit.parameters.length;
  const points = spectrum.frequency_hertz.length;
  const evaluator = createEvaluator(circuit, frequencyGrid(spectrum.frequency_hertz));
  const { re, im, slopeRe, slopeIm } = evaluator;
  const weight = Float64Array.from(
    { length: points },
    (_, i) => 1 / Math.hypot(spectrum.real_impedance_ohm[i], spectrum.imaginary_impedance_ohm[i]),
  );
  const measuredRe = weight.map((w, i) => w * spectrum.real_impedance_ohm[i]);
  const measuredIm = weight.map((w, i) => w * spectrum.imaginary_impedance_ohm[i]);
  const lower = Float64Array.from(circuit.parameters, (parameter) => scaledBounds(parameter)[0]);
  const upper = Float64Array.from(circuit.parameters, (parameter) => scaledBounds(parameter)[1]);
  const residualRe = new Float64Array(points);
  const residualIm = new Float64Array(points);
  const gradient = new Float64Array(size);
  const damped = new Float64Array(size * size);
  const step = new Float64Array(size);
  const trial = new Float64Array(size);
  const held = new Uint8Array(size);
  const trialParameters = new Float64Array(size);
  const problem: LeastSquares = {
    at: new Float64Array(size),
    parameters: new Float64Array(size),
    squares: Infinity,
    iterations: 0,
    normal: new Float64Array(size * size),
    largestResidual,
    moveTo,
    minimise,
  };
  const { at, normal } = problem;

  function squaresAt(point: Float64Array): number {
    for (let k = 0; k < size; k++) trialParameters[k] = unscaled(circuit.parameters[k], point[k]);
    evaluator.evaluate(trialParameters);
    let sum = 0;
    for (let i = 0; i < points; i++) {
      residualRe[i] = weight[i] * re[i] - measuredRe[i];
      residualIm[i] = weight[i] * im[i] - measuredIm[i];
      sum += residualRe[i] * residualRe[i] + residualIm[i] * residualIm[i];
    }
    return sum;
  }

  /** From the evaluation that `squaresAt` has just made. */
  function linearise(): void {
    for (let k = 0; k < size; k++) {
      const kRe = slopeRe[k];
      const kIm = slopeIm[k];
      let sum = 0;
      for (let i = 0; i < points; i++) {
        kRe[i] *= weight[i];
        kIm[i] *= weight[i];
        sum += kRe[i] * residualRe[i] + kIm[i] * residualIm[i];
      }
      gradient[k] = sum;
      for (let l = 0; l <= k; l++) {
        const lRe = slopeRe[l];
        const lIm = slopeIm[l];
        let product = 0;
        for (let i = 0; i < points; i++) product += kRe[i] * lRe[i] + kIm[i] * lIm[i];
        normal[k * size + l] = product;
        normal[l * size + k] = product;
      }
    }
  }

  function moveTo(start: ArrayLike<number>): void {
    for (let k = 0; k < size; k++) at[k] = Math.min(upper[k], Math.max(lower[k], start[k]));
    problem.squares = squaresAt(at);
    problem.parameters.set(trialParameters);
    linearise();
  }

  /** Into `step`; false where the damped equations cannot be solved. */
  function solve(damping: number): boolean {
    let largest = 0;
    for (let k = 0; k < size; k++) largest = Math.max(largest, normal[k * size + k]);
    damped.set(normal);
    for (let k = 0; k < size; k++) {
      held[k] = (at[k] <= lower[k] && gradient[k] > 0) || (at[k] >= upper[k] && gradient[k] < 0) ? 1 : 0;
      damped[k * size + k] += damping * Math.max(normal[k * size + k], 1e-12 * largest);
      step[k] = held[k] ? 0 : -gradient[k];
    }
    for (let k = 0; k < size; k++) {
      if (!held[k]) continue;
      for (let l = 0; l < size; l++) damped[k * size + l] = damped[l * size + k] = 0;
      damped[k * size + k] = 1;
    }
    if (!factorise(damped, size)) return false;
    solveFactorised(damped, size, step);
    // Each by itself: a parameter that hardly matters would else hold up all others.
    for (let k = 0; k < size; k++) step[k] = Math.max(-longestStep, Math.min(longestStep, step[k]));
    return step.every(Number.isFinite);
  }

  function minimise(start: ArrayLike<number>, relativeTolerance: number, mostIterations: number): number {
    moveTo(start);
    let damping = 1e-3;
    let growth = 2;
    let iteration = 0;
    for (; iteration < mostIterations && damping < 1e12; iteration++) {
      let better = false;
      let gained = 0;
      if (solve(damping)) {
        let predicted = 0;
        let moved = 0;
        for (let k = 0; k < size; k++) {
          trial[k] = Math.min(upper[k], Math.max(lower[k], at[k] + step[k]));
          step[k] = trial[k] - at[k];
          moved = Math.max(moved, Math.abs(step[k]));
        }
        if (moved < 1e-13) break;
        for (let k = 0; k < size; k++) {
          predicted -= 2 * gradient[k] * step[k];
          for (let l = 0; l < size; l++) predicted -= step[k] * step[l] * normal[k * size + l];
        }
        const squares = squaresAt(trial);
        better = squares < problem.squares;
        if (better) {
          gained = problem.squares - squares;
          const ratio = predicted > 0 ? gained / predicted : 0;
          damping *= Math.max(1 / 9, Math.min(2, 1 - (2 * ratio - 1) ** 3));
          growth = 2;
          at.set(trial);
          problem.parameters.set(trialParameters);
          problem.squares = squares;
          linearise();
        }
      }
      if (!better) {
        damping *= growth;
        growth *= 2;
      } else if (damping < 1e-2 && gained <= relativeTolerance * problem.squares) break;
    }
    problem.iterations = iteration;
    return problem.squares;
  }

  function largestResidual(): number {
    squaresAt(at);
    let largest = 0;
    for (let i = 0; i < points; i++) largest = Math.max(largest, Math.hypot(residualRe[i], residualIm[i]));
    return largest;
  }

  return problem;
}
