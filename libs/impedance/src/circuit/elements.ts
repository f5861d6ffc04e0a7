/** How a parameter is varied by the fit: its logarithm, or the logit of its place within (lower, upper). */
export type Scale = 'log' | 'logit';

export interface ParameterKind {
  /** Behind the element's label: `CPE1_Q`; empty where the element has this one only. */
  suffix: string;
  unit: string;
  scale: Scale;
  lower: number;
  upper: number;
}

export type ElementSymbol = 'R' | 'C' | 'L' | 'CPE' | 'W' | 'Wo' | 'Ws';

const resistance = { scale: 'log', lower: 1e-3, upper: 1e6 } as const;
const capacitance = { scale: 'log', lower: 1e-13, upper: 1e5 } as const;
const time = { suffix: 'tau', unit: 's', scale: 'log', lower: 1e-6, upper: 1e7 } as const;

/**
 * The elements of a circuit and their parameters, in the order in which they are written down.
 *
 * R: Z = R. C: 1/(jωC). L: jωL. CPE: 1/(Q(jω)^n). W: σ(1−j)ω^-½. Wo, blocked at the far end: Z0·coth(√(jωτ))/√(jωτ).
 * Ws, open at the far end: Z0·tanh(√(jωτ))/√(jωτ).
 */
export const elements: Record<ElementSymbol, readonly ParameterKind[]> = {
  R: [{ suffix: '', unit: 'Ω', ...resistance }],
  C: [{ suffix: '', unit: 'F', ...capacitance }],
  L: [{ suffix: '', unit: 'H', scale: 'log', lower: 1e-12, upper: 1e-5 }],
  CPE: [
    { suffix: 'Q', unit: 'F·s^(n−1)', ...capacitance },
    { suffix: 'n', unit: '', scale: 'logit', lower: 0.5, upper: 1 },
  ],
  W: [{ suffix: '', unit: 'Ω·s^-½', scale: 'log', lower: 1e-3, upper: 1e5 }],
  Wo: [{ suffix: 'Z0', unit: 'Ω', ...resistance }, time],
  Ws: [{ suffix: 'Z0', unit: 'Ω', ...resistance }, time],
};
