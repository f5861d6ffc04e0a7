import type { CircuitParameter } from '../circuit/circuit.js';

/** A logit of 9 is within 1e-4 of a bound: nearer than any spectrum tells. */
const farthestLogit = 9;

/** The scaled parameter that the fit varies: ln p, or the logit of p's place between its bounds. */
export function scaled(parameter: CircuitParameter, value: number): number {
  if (parameter.scale === 'log') return Math.log(value);
  return Math.log((value - parameter.lower) / (parameter.upper - value));
}

export function unscaled(parameter: CircuitParameter, scaledValue: number): number {
  if (parameter.scale === 'log') return Math.exp(scaledValue);
  return parameter.lower + (parameter.upper - parameter.lower) / (1 + Math.exp(-scaledValue));
}

/** ∂p/∂(scaled p), by which standard deviations come back to the parameter's own unit. */
export function scaleSlope(parameter: CircuitParameter, value: number): number {
  if (parameter.scale === 'log') return value;
  return ((value - parameter.lower) * (parameter.upper - value)) / (parameter.upper - parameter.lower);
}

export function scaledBounds(parameter: CircuitParameter): [number, number] {
  if (parameter.scale === 'log') return [Math.log(parameter.lower), Math.log(parameter.upper)];
  return [-farthestLogit, farthestLogit];
}

/** Within a thousandth of a bound a parameter is not measured but limited. */
export function boundOf(parameter: CircuitParameter, value: number): 'lower' | 'upper' | null {
  const span = parameter.scale === 'log' ? Math.abs(value) : parameter.upper - parameter.lower;
  if (Math.abs(value - parameter.lower) <= 1e-3 * span) return 'lower';
  return Math.abs(parameter.upper - value) <= 1e-3 * span ? 'upper' : null;
}
