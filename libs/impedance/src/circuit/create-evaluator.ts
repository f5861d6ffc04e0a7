import type { Circuit, CircuitNode } from './circuit.js';
import { elementImpedance, type ElementTarget } from './element-impedance.js';
import type { FrequencyGrid } from './frequency-grid.js';

/** A circuit over given frequencies: everything that an evaluation writes into is made once. */
export interface Evaluator {
  re: Float64Array;
  im: Float64Array;
  /** One column a parameter: the derivative by its logarithm or logit. */
  slopeRe: Float64Array[];
  slopeIm: Float64Array[];
  /** Fills all of the above for these parameters. */
  evaluate(parameters: Float64Array): void;
}

export function createEvaluator(circuit: Circuit, grid: FrequencyGrid): Evaluator {
  const column = () => new Float64Array(grid.length);
  const slopeRe = circuit.parameters.map(column);
  const slopeIm = circuit.parameters.map(column);
  const top = build(circuit.root, grid, slopeRe, slopeIm);
  return { re: top.re, im: top.im, slopeRe, slopeIm, evaluate: top.evaluate };
}

interface Part extends ElementTarget {
  /** Parameters within it: consecutive, by the way a notation is read. */
  from: number;
  to: number;
  evaluate(parameters: Float64Array): void;
}

function build(node: CircuitNode, grid: FrequencyGrid, slopeRe: Float64Array[], slopeIm: Float64Array[]): Part {
  const re = new Float64Array(grid.length);
  const im = new Float64Array(grid.length);
  if (node.kind === 'element') {
    const { symbol, first } = node;
    const target = { re, im, slopeRe, slopeIm };
    const to = first + (symbol === 'CPE' || symbol === 'Wo' || symbol === 'Ws' ? 2 : 1);
    return { ...target, from: first, to, evaluate: (p) => elementImpedance(symbol, p, first, grid, target) };
  }
  const branches = node.branches.map((branch) => build(branch, grid, slopeRe, slopeIm));
  const join = node.kind === 'series' ? joinSeries : joinParallel;
  const part: Part = {
    re,
    im,
    slopeRe,
    slopeIm,
    from: branches[0].from,
    to: branches[branches.length - 1].to,
    evaluate: (parameters) => {
      for (const branch of branches) branch.evaluate(parameters);
      join(part, branches);
    },
  };
  return part;
}

/** Z = ΣZ_b; every derivative stays as it is. */
function joinSeries({ re, im }: Part, branches: Part[]): void {
  re.fill(0);
  im.fill(0);
  for (const branch of branches)
    for (let i = 0; i < re.length; i++) {
      re[i] += branch.re[i];
      im[i] += branch.im[i];
    }
}

/** 1/Z = Σ1/Z_b; a derivative within branch b is multiplied by (Z/Z_b)². */
function joinParallel({ re, im, slopeRe, slopeIm }: Part, branches: Part[]): void {
  re.fill(0);
  im.fill(0);
  for (const branch of branches)
    for (let i = 0; i < re.length; i++) {
      const size = branch.re[i] * branch.re[i] + branch.im[i] * branch.im[i];
      re[i] += branch.re[i] / size;
      im[i] -= branch.im[i] / size;
    }
  for (let i = 0; i < re.length; i++) {
    const size = re[i] * re[i] + im[i] * im[i];
    re[i] /= size;
    im[i] /= -size;
  }
  for (const branch of branches) {
    // The branch's own impedance is read no more: (Z/Z_b)² takes its place.
    for (let i = 0; i < re.length; i++) {
      const size = branch.re[i] * branch.re[i] + branch.im[i] * branch.im[i];
      const ratioRe = (re[i] * branch.re[i] + im[i] * branch.im[i]) / size;
      const ratioIm = (im[i] * branch.re[i] - re[i] * branch.im[i]) / size;
      branch.re[i] = ratioRe * ratioRe - ratioIm * ratioIm;
      branch.im[i] = 2 * ratioRe * ratioIm;
    }
    for (let k = branch.from; k < branch.to; k++) {
      const real = slopeRe[k];
      const imaginary = slopeIm[k];
      for (let i = 0; i < re.length; i++) {
        const before = real[i];
        real[i] = before * branch.re[i] - imaginary[i] * branch.im[i];
        imaginary[i] = before * branch.im[i] + imaginary[i] * branch.re[i];
      }
    }
  }
}
