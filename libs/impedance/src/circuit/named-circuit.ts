import type { Circuit, CircuitRoles } from './circuit.js';
import { parseCircuit } from './parse-circuit.js';
import { rolesOf } from './roles-of.js';

export type CircuitId = 'S2W' | 'S2RW' | 'S2Wo' | 'S1W';

const arc = (first: number) => ({ resistance: first, q: first + 1, n: first + 2 });

const named: Record<CircuitId, { notation: string; roles: CircuitRoles }> = {
  S2W: {
    notation: 'R1-p(R2,CPE2)-p(R3,CPE3)-W1',
    roles: {
      ohmic: 0,
      arcs: [arc(1), arc(4)],
      interchangeable: true,
      diffusion: { kind: 'W', first: 7 },
      inductance: null,
    },
  },
  S2RW: {
    notation: 'R1-p(R2,CPE2)-p(R3-W1,CPE3)',
    roles: {
      ohmic: 0,
      arcs: [arc(1), { resistance: 4, q: 6, n: 7 }],
      interchangeable: false,
      diffusion: { kind: 'W', first: 5 },
      inductance: null,
    },
  },
  S2Wo: {
    notation: 'L1-R1-p(R2,CPE2)-p(R3,CPE3)-Wo1',
    roles: {
      ohmic: 1,
      arcs: [arc(2), arc(5)],
      interchangeable: true,
      diffusion: { kind: 'Wo', first: 8 },
      inductance: 0,
    },
  },
  S1W: {
    notation: 'R1-p(R2,CPE2)-W1',
    roles: { ohmic: 0, arcs: [arc(1)], interchangeable: true, diffusion: { kind: 'W', first: 4 }, inductance: null },
  },
};

export const circuitIds = Object.keys(named) as CircuitId[];

/**
 * The circuit of an id, or of a notation.
 *
 * `S2W`: R1 + (R_int‖CPE) + (R_ct‖CPE) + W, the default. `S2RW`: R1 + (R_int‖CPE) + (CPE‖(R_ct + W)), Randles'. `S2Wo`: with an
 * inductance in front and finite-space diffusion, for full cells. `S1W`: one arc, for arcs that merge; its resistance is R_int +
 * R_ct. A notation of the shape of `S2W` or `S1W`, with whatever diffusion, has the same resistances (see `rolesOf`). Throws as `parseCircuit` does where it is neither an id nor a notation.
 */
export function circuitOf(idOrNotation: string): Circuit {
  const entry = Object.hasOwn(named, idOrNotation) ? named[idOrNotation as CircuitId] : undefined;
  if (!entry) {
    const circuit = parseCircuit(idOrNotation);
    return { ...circuit, roles: rolesOf(circuit) };
  }
  return { ...parseCircuit(entry.notation), id: idOrNotation, roles: entry.roles };
}
