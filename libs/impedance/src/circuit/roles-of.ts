import type { Arc, Circuit, CircuitNode, CircuitRoles } from './circuit.js';

/**
 * What the parameters of a circuit in notation mean, where its shape says it: in series one resistance, one or two arcs (a
 * resistance beside a constant-phase element), and at most one diffusion (W, Wo or a constant-phase element) and one inductance.
 * Null for any other: what its resistances are would be a guess.
 */
export function rolesOf({ root }: Pick<Circuit, 'root'>): CircuitRoles | null {
  if (root.kind !== 'series') return null;
  const ohmic: number[] = [];
  const arcs: Arc[] = [];
  const inductance: number[] = [];
  const diffusion: NonNullable<CircuitRoles['diffusion']>[] = [];
  for (const branch of root.branches) {
    if (branch.kind !== 'element') {
      const arc = branch.kind === 'parallel' ? arcOf(branch.branches) : null;
      if (!arc) return null;
      arcs.push(arc);
    } else if (branch.symbol === 'R') ohmic.push(branch.first);
    else if (branch.symbol === 'L') inductance.push(branch.first);
    else if (branch.symbol === 'W' || branch.symbol === 'Wo' || branch.symbol === 'CPE')
      diffusion.push({ kind: branch.symbol, first: branch.first });
    else return null;
  }
  if (ohmic.length !== 1 || arcs.length < 1 || arcs.length > 2) return null;
  if (inductance.length > 1 || diffusion.length > 1) return null;
  return {
    ohmic: ohmic[0],
    arcs,
    interchangeable: true,
    diffusion: diffusion[0] ?? null,
    inductance: inductance[0] ?? null,
  };
}

function arcOf(branches: CircuitNode[]): Arc | null {
  const firstOf = (symbol: 'R' | 'CPE') =>
    branches.flatMap((node) => (node.kind === 'element' && node.symbol === symbol ? [node.first] : []));
  const [resistances, elements] = [firstOf('R'), firstOf('CPE')];
  if (branches.length !== 2 || resistances.length !== 1 || elements.length !== 1) return null;
  return { resistance: resistances[0], q: elements[0], n: elements[0] + 1 };
}
