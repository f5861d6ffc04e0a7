import { spreadLimits } from '@cellwatch/electrochem';
import type { Quantity } from './quantity.js';
import { asIs, percent, systemless } from './quantity.js';

const convention =
  'X_N/X_ref, reversible capacity of cycle N over that of the reference cycle; none across different regimes. The reference is named in the table of cells';

export const retention: Quantity = {
  quantity: 'capacity_retention',
  name: 'Retention, mean of survivors',
  ...percent,
  digits: 2,
  definition: `${convention}. The group’s mean is over the cells that still lived at N: it flatters a group whose cells die, so that the number at risk stands beside it.`,
  read: (cycle) => cycle.capacity_retention,
  absent: (cycle, facts) =>
    facts.system === undefined
      ? systemless(facts)
      : (facts.formation_cycles ?? []).includes(cycle.derived_cycle_count)
        ? 'formation'
        : 'no reference in this regime',
  spread_limit: spreadLimits.retention,
};

export const retentionOfAllCells: Quantity = {
  ...retention,
  quantity: 'capacity_retention_of_all',
  name: 'Retention, the dead at their last value',
  definition: `${convention}. The group’s mean is over all cells; one that died before N counts as its last value, one that was withdrawn alive or has not come so far does not count.`,
  spread_limit: undefined,
};

export const referenceCycle: Quantity = {
  quantity: 'retention_reference_cycle_count',
  name: 'Reference cycle of retention',
  unit: 'cycle',
  shown_unit: 'cycle',
  ...asIs,
  digits: 0,
  definition: 'The cycle, as found in the records, whose reversible capacity is the base of retention.',
  read: (cycle) => cycle.retention_reference_cycle_count,
  absent: (cycle) =>
    cycle.retention_reference === null ? 'no reference yet' : `${cycle.retention_reference}: no single cycle`,
};
