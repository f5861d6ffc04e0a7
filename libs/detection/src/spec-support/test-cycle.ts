import type { CycleSummary } from '@cellwatch/events';

/** A complete, quiet cycle of a full cell, as far as rules look at it. */
export function testCycle(number: number, over: Partial<CycleSummary> = {}): CycleSummary {
  return {
    cell_id: 'cell',
    test_id: 'test',
    first_record_index: number * 100,
    last_record_index: number * 100 + 99,
    facts_version: 'f',
    revision: 1,
    retracted: false,
    status: 'complete',
    derived_cycle_count: number,
    ended_at_unix_second: number * 20_000,
    cycle_charging_capacity_ah: 0.0016,
    cycle_discharging_capacity_ah: 0.0016,
    coulombic_efficiency: 1,
    capacity_retention: null,
    retention_reference_cycle_count: null,
    charging_c_rate: null,
    discharging_c_rate: null,
    charging_end_reason: null,
    discharging_end_reason: null,
    leakage_current_ampere: null,
    temperature_celsius: null,
    charging_edge: null,
    discharging_edge: null,
    rest_after_charge: null,
    rest_after_discharge: null,
    contradictions: [],
    regime: 'slow',
    purpose: 'cycling',
    flags: [],
    ...over,
  } as CycleSummary;
}
