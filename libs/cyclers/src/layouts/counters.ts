import type { LayoutColumn } from '../layout.js';

type Names = readonly string[];

/** Columns of a vendor that counts charge and discharge apart, in Ah and Wh where its header prints no other unit. */
export function counters(charge: Names, discharge: Names, charged: Names, discharged: Names): LayoutColumn[] {
  return [
    { names: charge, quantity: 'source_charging_capacity_ah', unit: 'Ah' },
    { names: discharge, quantity: 'source_discharging_capacity_ah', unit: 'Ah' },
    { names: charged, quantity: 'source_charging_energy_wh', unit: 'Wh' },
    { names: discharged, quantity: 'source_discharging_energy_wh', unit: 'Wh' },
  ];
}
