import {
  arealReversible,
  chargingCapacities,
  irreversible,
  plainCapacities,
  plainReversible,
  specificReversible,
} from './capacities.js';
import { averageEfficiencies, efficiency, initialEfficiency } from './efficiencies.js';
import type { Quantity } from './quantity.js';
import { resistances } from './resistances.js';
import { referenceCycle, retention, retentionOfAllCells } from './retentions.js';
import { energies, voltages } from './voltages.js';

/** Every quantity that is read from a cycle, by name. */
export const quantities: ReadonlyMap<string, Quantity> = new Map(
  [
    ...chargingCapacities,
    ...plainCapacities,
    irreversible,
    initialEfficiency,
    efficiency,
    ...averageEfficiencies,
    specificReversible,
    arealReversible,
    plainReversible,
    retention,
    retentionOfAllCells,
    referenceCycle,
    ...voltages,
    ...energies,
    ...resistances,
  ].map((quantity) => [quantity.quantity, quantity]),
);
