import { spreadLimits } from '@cellwatch/electrochem';
import type { CycleSummary } from '@cellwatch/events';
import { percent, uncomputed, type Quantity } from './quantity.js';

const convention =
  'CE = Q_2/Q_1, capacity of the cycle’s second half over its first: discharge/charge in a full cell or a cathode half-cell, charge/discharge in an anode half-cell';
const counted =
  'formation, check-ups, the first cycle of a regime, cycles that were cut and cycles without a CE do not count';

const without = (cycle: CycleSummary) => (cycle.coulombic_efficiency_reason ?? 'not computed').replaceAll('_', ' ');
const uncounted = (cycle: CycleSummary) => (cycle.averaged_cycles === null ? uncomputed(cycle) : 'no cycle counts yet');

/** The first cycle counts once more, where it has a CE at all: else both means are one. */
function withFirst(cycle: CycleSummary): number | null {
  const { averaged_cycles, average_coulombic_efficiency, average_coulombic_efficiency_with_first } = cycle;
  if (averaged_cycles === null) return null;
  return averaged_cycles + (average_coulombic_efficiency === average_coulombic_efficiency_with_first ? 0 : 1);
}

export const initialEfficiency: Quantity = {
  quantity: 'initial_coulombic_efficiency',
  name: 'Initial coulombic efficiency (ICE)',
  ...percent,
  digits: 2,
  definition: `${convention}; ICE is that of the first complete cycle of the cell’s life.`,
  read: (cycle) => cycle.initial_coulombic_efficiency,
  absent: without,
  spread_limit: spreadLimits.efficiency,
};

export const efficiency: Quantity = {
  quantity: 'coulombic_efficiency',
  name: 'Coulombic efficiency (CE)',
  ...percent,
  digits: 3,
  definition: `${convention}.`,
  read: (cycle) => cycle.coulombic_efficiency,
  absent: without,
};

export const averageEfficiencies: Quantity[] = [
  {
    quantity: 'average_coulombic_efficiency',
    name: 'Average CE, without the first cycle',
    ...percent,
    digits: 3,
    definition: `Mean of CE over the n cycles that count, up to the cell’s last; ${counted}. ${convention}.`,
    read: (cycle) => cycle.average_coulombic_efficiency,
    absent: uncounted,
    n: ({ averaged_cycles }) => averaged_cycles,
    spread_limit: spreadLimits.efficiency,
  },
  {
    quantity: 'average_coulombic_efficiency_with_first',
    name: 'Average CE, with the first cycle',
    ...percent,
    digits: 3,
    definition: `The same mean with the first complete cycle in it, whose loss is formation.`,
    read: (cycle) => cycle.average_coulombic_efficiency_with_first,
    absent: uncounted,
    n: withFirst,
  },
  {
    quantity: 'cumulative_coulombic_efficiency',
    name: 'Cumulative CE',
    ...percent,
    digits: 3,
    definition: `ΣQ_2/ΣQ_1 over the cycles of the average without the first: weighs cycles by their capacity.`,
    read: (cycle) => cycle.cumulative_coulombic_efficiency,
    absent: uncounted,
    n: ({ averaged_cycles }) => averaged_cycles,
  },
];

export const energyEfficiency: Quantity = {
  quantity: 'energy_efficiency',
  name: 'Energy efficiency',
  ...percent,
  digits: 2,
  definition: 'E_d/E_c = CE·V̄_d/V̄_c of one cycle. Full cells only: against Li-In the mean voltage crosses zero.',
  read: (cycle) => cycle.energy_efficiency,
  absent: (cycle, { system }) => (system === 'full_cell' ? without(cycle) : 'full cells only'),
};
