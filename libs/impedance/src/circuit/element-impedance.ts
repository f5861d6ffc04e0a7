import type { ElementSymbol } from './elements.js';
import type { FrequencyGrid } from './frequency-grid.js';

/** Where an element writes: its impedance, and one column of derivatives for each of its parameters. */
export interface ElementTarget {
  re: Float64Array;
  im: Float64Array;
  slopeRe: Float64Array[];
  slopeIm: Float64Array[];
}

/**
 * Impedance of one element over all frequencies and its derivatives by the scaled parameters (ln of the parameter, for the CPE's
 * exponent the logit within ½..1), written into `target`. `first` is the index of the element's first parameter.
 */
export function elementImpedance(
  symbol: ElementSymbol,
  parameters: Float64Array,
  first: number,
  grid: FrequencyGrid,
  target: ElementTarget,
): void {
  const value = parameters[first];
  if (symbol === 'CPE') return constantPhase(value, parameters[first + 1], first, grid, target);
  if (symbol === 'Wo' || symbol === 'Ws')
    return finiteDiffusion(symbol === 'Wo' ? 1 : -1, value, parameters[first + 1], first, grid, target);
  const { re, im } = target;
  const { length, omega, inverseRoot } = grid;
  const slopeRe = target.slopeRe[first];
  const slopeIm = target.slopeIm[first];
  if (symbol === 'W')
    for (let i = 0; i < length; i++) {
      re[i] = value * inverseRoot[i];
      im[i] = -re[i];
    }
  else {
    re.fill(symbol === 'R' ? value : 0);
    if (symbol === 'R') im.fill(0);
    else for (let i = 0; i < length; i++) im[i] = symbol === 'L' ? value * omega[i] : -1 / (value * omega[i]);
  }
  const sign = symbol === 'C' ? -1 : 1;
  for (let i = 0; i < length; i++) {
    slopeRe[i] = sign * re[i];
    slopeIm[i] = sign * im[i];
  }
}

function constantPhase(q: number, n: number, first: number, grid: FrequencyGrid, target: ElementTarget): void {
  const { re, im } = target;
  const qRe = target.slopeRe[first];
  const qIm = target.slopeIm[first];
  const nRe = target.slopeRe[first + 1];
  const nIm = target.slopeIm[first + 1];
  const cosine = Math.cos((n * Math.PI) / 2) / q;
  const sine = Math.sin((n * Math.PI) / 2) / q;
  const slope = 2 * (n - 0.5) * (1 - n);
  for (let i = 0; i < grid.length; i++) {
    const magnitude = Math.exp(-n * grid.logOmega[i]);
    const real = magnitude * cosine;
    const imaginary = -magnitude * sine;
    re[i] = real;
    im[i] = imaginary;
    qRe[i] = -real;
    qIm[i] = -imaginary;
    nRe[i] = -slope * (real * grid.logOmega[i] - (imaginary * Math.PI) / 2);
    nIm[i] = -slope * (imaginary * grid.logOmega[i] + (real * Math.PI) / 2);
  }
}

/** With x = √(jωτ) and e = exp(−2x): coth = (1+e)/(1−e), csch² = 4e/(1−e)²; tanh and sech² with the other sign of e. */
function finiteDiffusion(
  sign: 1 | -1,
  z0: number,
  tau: number,
  first: number,
  grid: FrequencyGrid,
  target: ElementTarget,
): void {
  const { re, im } = target;
  const zRe = target.slopeRe[first];
  const zIm = target.slopeIm[first];
  const tRe = target.slopeRe[first + 1];
  const tIm = target.slopeIm[first + 1];
  for (let i = 0; i < grid.length; i++) {
    const s = Math.sqrt((grid.omega[i] * tau) / 2);
    const decay = sign * Math.exp(-2 * s);
    const eRe = decay * Math.cos(2 * s);
    const eIm = -decay * Math.sin(2 * s);
    // 1/(1−e), then coth or tanh = (1+e)/(1−e), then that over x = s(1+j)
    const size = (1 - eRe) ** 2 + eIm ** 2;
    const invRe = (1 - eRe) / size;
    const invIm = eIm / size;
    const cRe = (1 + eRe) * invRe - eIm * invIm;
    const cIm = (1 + eRe) * invIm + eIm * invRe;
    const scale = z0 / (2 * s);
    re[i] = scale * (cRe + cIm);
    im[i] = scale * (cIm - cRe);
    zRe[i] = re[i];
    zIm[i] = im[i];
    // 4e/(1−e)², whose sign is already that of csch² or −sech²
    const squareRe = invRe * invRe - invIm * invIm;
    const squareIm = 2 * invRe * invIm;
    tRe[i] = -0.5 * (4 * z0 * (eRe * squareRe - eIm * squareIm) + re[i]);
    tIm[i] = -0.5 * (4 * z0 * (eRe * squareIm + eIm * squareRe) + im[i]);
  }
}
