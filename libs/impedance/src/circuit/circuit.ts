import type { ElementSymbol, ParameterKind } from './elements.js';

export type CircuitNode =
  | { kind: 'element'; symbol: ElementSymbol; label: string; /** Index of its first parameter. */ first: number }
  | { kind: 'series' | 'parallel'; branches: CircuitNode[] };

export interface CircuitParameter extends ParameterKind {
  name: string;
}

/** Indices of an arc's parameters: a resistance beside a constant-phase element. */
export interface Arc {
  resistance: number;
  q: number;
  n: number;
}

/** What the parameters of a circuit mean: of a named one, and of a notation whose shape says it (see `rolesOf`). */
export interface CircuitRoles {
  ohmic: number;
  /** One or two. Of two, the first is the interphase's, the second the charge transfer's. */
  arcs: Arc[];
  /** True where the circuit is the same with its arcs exchanged, so that a fit may name them by their time constants. */
  interchangeable: boolean;
  /** A constant-phase element in its place has no σ. */
  diffusion: { kind: 'W' | 'Wo' | 'CPE'; first: number } | null;
  inductance: number | null;
}

/** A circuit, parsed. Its id goes with every fit: fits of two ids are never compared in one trend. */
export interface Circuit {
  id: string;
  notation: string;
  root: CircuitNode;
  parameters: CircuitParameter[];
  roles: CircuitRoles | null;
}
