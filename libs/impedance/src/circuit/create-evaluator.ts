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
  const points = re.length;
  re.fill(0);
  im.fill(0);
  for (const branch of branches) {
    // The branch's own impedance is read no more: its admittance takes its place, then (Z/Z_b)².
    const branchRe = branch.re;
    const branchIm = branch.im;
    for (let i = 0; i < points; i++) {
      const inverse = 1 / (branchRe[i] * branchRe[i] + branchIm[i] * branchIm[i]);
      branchRe[i] *= inverse;
      branchIm[i] *= -inverse;
      re[i] += branchRe[i];
      im[i] += branchIm[i];
    }
  }
  for (let i = 0; i < points; i++) {
    const inverse = 1 / (re[i] * re[i] + im[i] * im[i]);
    re[i] *= inverse;
    im[i] *= -inverse;
  }
  for (const branch of branches) {
    const branchRe = branch.re;
    const branchIm = branch.im;
    for (let i = 0; i < points; i++) {
      const ratioRe = re[i] * branchRe[i] - im[i] * branchIm[i];
      const ratioIm = re[i] * branchIm[i] + im[i] * branchRe[i];
      branchRe[i] = ratioRe * ratioRe - ratioIm * ratioIm;
      branchIm[i] = 2 * ratioRe * ratioIm;
    }
    for (let k = branch.from; k < branch.to; k++) {
      const real = slopeRe[k];
      const imaginary = slopeIm[k];
      for (let i = 0; i < points; i++) {
        const before = real[i];
        real[i] = before * branchRe[i] - imaginary[i] * branchIm[i];
        imaginary[i] = before * branchIm[i] + imaginary[i] * branchRe[i];
      }
    }
  }
}
