import type { CycleSummary } from '@cellwatch/events';

/** A complete cycle of one gram on one cm², of which a spec says only what matters. */
export function cycleOf(derived_cycle_count: number, matters: Partial<CycleSummary>): CycleSummary {
  const { cycle_charging_capacity_ah = 1, cycle_discharging_capacity_ah = 1 } = matters;
  return {
    derived_cycle_count,
    status: 'complete',
    retracted: false,
    regime: 'one',
    temperature_celsius: null,
    temperature_set_point_celsius: null,
    charging_c_rate: null,
    discharging_c_rate: null,
    cycle_charging_capacity_ah,
    cycle_discharging_capacity_ah,
    specific_charging_capacity_mah_per_gram: 1000 * cycle_charging_capacity_ah,
    specific_discharging_capacity_mah_per_gram: 1000 * cycle_discharging_capacity_ah,
    areal_charging_capacity_mah_per_cm2: 1000 * cycle_charging_capacity_ah,
    areal_discharging_capacity_mah_per_cm2: 1000 * cycle_discharging_capacity_ah,
    ...matters,
  } as CycleSummary;
}
