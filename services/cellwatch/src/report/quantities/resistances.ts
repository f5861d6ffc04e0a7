import type { CycleSummary, EdgeResistance } from '@cellwatch/events';
import { ohms, type Quantity } from './quantity.js';

type Edge = 'charging_edge' | 'discharging_edge';

function edge(edge: Edge, time: 'resistance_ohm' | 'resistance_10s_ohm', name: string, definition: string): Quantity {
  const of = (cycle: CycleSummary): EdgeResistance | null => cycle[edge];
  return {
    quantity: `${edge}_${time}`,
    name,
    ...ohms,
    definition,
    read: (cycle) => of(cycle)?.[time] ?? null,
    absent: (cycle) => (of(cycle) ? 'records too far apart' : 'no edge from rest'),
  };
}

const formula = '(V(t) − V before)/(I − I before) at the first edge from rest to load of the half';
const pulse = 'a pulse (DC) resistance, in which diffusion has its part: never a charge-transfer resistance';

export const resistances: Quantity[] = [
  edge(
    'charging_edge',
    'resistance_ohm',
    'Edge resistance on charge, first record',
    `${formula}, at the first record after the edge; depends on how soon that is.`,
  ),
  edge(
    'charging_edge',
    'resistance_10s_ohm',
    'Edge resistance on charge, 10 s',
    `${formula}, 10 s after it; ${pulse}.`,
  ),
  edge(
    'discharging_edge',
    'resistance_ohm',
    'Edge resistance on discharge, first record',
    `${formula}, at the first record after the edge; depends on how soon that is.`,
  ),
  edge(
    'discharging_edge',
    'resistance_10s_ohm',
    'Edge resistance on discharge, 10 s',
    `${formula}, 10 s after it; ${pulse}.`,
  ),
];
