import { reversibleCapacity, spreadLimits } from '@cellwatch/electrochem';
import { ampereHours, noArea, noMass, perArea, perGram, systemless, type Quantity } from './quantity.js';

const basis =
  'per gram of active mass: of the cathode in a full cell, of the electrode under test in a half-cell; the mass is that of the cell’s facts';
const integrated = 'integrated from the current within steps, every coulomb by its direction; never negative';

export const chargingCapacities: Quantity[] = [
  {
    quantity: 'specific_charging_capacity_mah_per_gram',
    name: 'Charge capacity',
    ...perGram,
    definition: `Q_c, charge passed while charging, ${basis}; ${integrated}.`,
    read: (cycle) => cycle.specific_charging_capacity_mah_per_gram,
    absent: noMass,
    spread_limit: spreadLimits.capacity,
  },
  {
    quantity: 'specific_discharging_capacity_mah_per_gram',
    name: 'Discharge capacity',
    ...perGram,
    definition: `Q_d, charge passed while discharging, ${basis}; ${integrated}.`,
    read: (cycle) => cycle.specific_discharging_capacity_mah_per_gram,
    absent: noMass,
    spread_limit: spreadLimits.capacity,
  },
  {
    quantity: 'areal_charging_capacity_mah_per_cm2',
    name: 'Areal charge capacity',
    ...perArea,
    definition: 'Q_c over the electrode’s geometric area.',
    read: (cycle) => cycle.areal_charging_capacity_mah_per_cm2,
    absent: noArea,
  },
  {
    quantity: 'areal_discharging_capacity_mah_per_cm2',
    name: 'Areal discharge capacity',
    ...perArea,
    definition: 'Q_d over the electrode’s geometric area.',
    read: (cycle) => cycle.areal_discharging_capacity_mah_per_cm2,
    absent: noArea,
  },
];

/** Of the cell as it is: for cells whose mass nobody declared. */
export const plainCapacities: Quantity[] = [
  {
    quantity: 'cycle_charging_capacity_ah',
    name: 'Charge capacity of the cell',
    ...ampereHours,
    definition: `Q_c of the whole cell; ${integrated}.`,
    read: (cycle) => cycle.cycle_charging_capacity_ah,
    absent: () => '',
  },
  {
    quantity: 'cycle_discharging_capacity_ah',
    name: 'Discharge capacity of the cell',
    ...ampereHours,
    definition: `Q_d of the whole cell; ${integrated}.`,
    read: (cycle) => cycle.cycle_discharging_capacity_ah,
    absent: () => '',
  },
];

const half = 'discharge in a full cell or a cathode half-cell, charge (delithiation) in an anode half-cell';

export const specificReversible: Quantity = {
  quantity: 'specific_reversible_capacity_mah_per_gram',
  name: 'Reversible capacity',
  ...perGram,
  definition: `Q_2, capacity of the cycle’s second half (${half}), ${basis}.`,
  read: (cycle, facts) => reversibleCapacity(cycle, facts)?.specific_reversible_capacity_mah_per_gram ?? null,
  absent: (cycle, facts) => (facts.system === undefined ? systemless(facts) : noMass(cycle, facts)),
  spread_limit: spreadLimits.capacity,
};

export const arealReversible: Quantity = {
  quantity: 'areal_reversible_capacity_mah_per_cm2',
  name: 'Areal reversible capacity',
  ...perArea,
  definition: `Q_2 (${half}) over the electrode’s geometric area.`,
  read: (cycle, facts) => reversibleCapacity(cycle, facts)?.areal_reversible_capacity_mah_per_cm2 ?? null,
  absent: (cycle, facts) => (facts.system === undefined ? systemless(facts) : noArea(cycle, facts)),
};

export const plainReversible: Quantity = {
  quantity: 'reversible_capacity_ah',
  name: 'Reversible capacity of the cell',
  ...ampereHours,
  definition: `Q_2 of the whole cell (${half}).`,
  read: (cycle, facts) => reversibleCapacity(cycle, facts)?.reversible_capacity_ah ?? null,
  absent: (_, facts) => systemless(facts),
  spread_limit: spreadLimits.capacity,
};

export const irreversible: Quantity = {
  quantity: 'specific_irreversible_capacity_mah_per_gram',
  name: 'Irreversible capacity',
  ...perGram,
  definition: `Q_1 − Q_2, capacity of the cycle’s first half less that of its second, ${basis}.`,
  read: (cycle) => cycle.specific_irreversible_capacity_mah_per_gram,
  absent: (cycle, facts) =>
    cycle.irreversible_capacity_ah === null
      ? (cycle.coulombic_efficiency_reason ?? 'not computed').replaceAll('_', ' ')
      : noMass(cycle, facts),
};
