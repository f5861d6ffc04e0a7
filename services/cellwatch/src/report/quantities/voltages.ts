import { spreadLimits } from '@cellwatch/electrochem';
import { energyEfficiency } from './efficiencies.js';
import { asIs, volts, type Quantity } from './quantity.js';

const tooSmall = () => 'the half is under 1 % of the nominal capacity';

export const voltages: Quantity[] = [
  {
    quantity: 'mean_charging_voltage_volt',
    name: 'Mean charge voltage',
    ...volts,
    definition: 'V̄_c = ∫V dQ/Q = E_c/Q_c of the charging half, against the cell’s own reference electrode.',
    read: (cycle) => cycle.mean_charging_voltage_volt,
    absent: tooSmall,
    spread_limit: spreadLimits.voltage,
  },
  {
    quantity: 'mean_discharging_voltage_volt',
    name: 'Mean discharge voltage',
    ...volts,
    definition: 'V̄_d = ∫V dQ/Q = E_d/Q_d of the discharging half, against the cell’s own reference electrode.',
    read: (cycle) => cycle.mean_discharging_voltage_volt,
    absent: tooSmall,
    spread_limit: spreadLimits.voltage,
  },
  {
    quantity: 'voltage_hysteresis_volt',
    name: 'Voltage hysteresis',
    ...volts,
    definition: 'V̄_c − V̄_d of one cycle; polarisation included.',
    read: (cycle) => cycle.voltage_hysteresis_volt,
    absent: () => 'needs both mean voltages',
  },
  energyEfficiency,
];

const wattHours = { unit: 'Wh/kg', shown_unit: 'Wh/kg', ...asIs, digits: 1 } as const;
const weighed =
  'Discharged energy per area over the areal masses of the mass model: E_d/A ÷ (L_c/w_c + L_a/w_a + separator [+ collectors]); no liquid electrolyte, no housing';
const massless: Quantity['absent'] = (_, { system }) =>
  system === 'full_cell' ? 'loadings, fractions or separator not declared' : 'full cells only';

export const energies: Quantity[] = [
  {
    quantity: 'energy_density_watt_hour_per_kilogram',
    name: 'Energy density, as built',
    ...wattHours,
    definition: `${weighed}; with the separator as it was built. Each cell’s mass model is in the table of cells.`,
    read: (cycle) => cycle.energy_density_watt_hour_per_kilogram,
    absent: massless,
  },
  {
    quantity: 'projected_energy_density_watt_hour_per_kilogram',
    name: 'Energy density, projected',
    ...wattHours,
    definition: `${weighed}; with the projected separator thickness instead of the real one: no cell of this kind was measured.`,
    read: (cycle) => cycle.projected_energy_density_watt_hour_per_kilogram,
    absent: (cycle, facts) =>
      facts.system === 'full_cell' && facts.projected_separator_thickness_micrometer === undefined
        ? 'no projected separator declared'
        : massless(cycle, facts),
  },
];
