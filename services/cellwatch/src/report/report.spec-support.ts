import { blankCycle, declareFacts, type CycleSummary } from '@cellwatch/events';
import type { CampaignCell } from './report.js';

export interface SpecCell {
  cell_id: string;
  facts?: Record<string, unknown>;
  /** Discharge capacity of each cycle in mAh/g; the second is the reference. */
  capacities: number[];
  each?: (cycle: CycleSummary) => Partial<CycleSummary>;
}

/** A full cell of a campaign whose cycles discharged so much; the first is formation. */
export function specCell({ cell_id, facts, capacities, each = () => ({}) }: SpecCell): CampaignCell {
  const declared = declareFacts({
    cell_id,
    campaign: 'spec',
    system: 'full_cell',
    active_mass_gram: 0.01,
    formation_cycles: [1],
    ...facts,
  });
  const cycles = capacities.map((capacity, at): CycleSummary => {
    const cycle = {
      ...blankCycle({ cell_id, test_id: 'test', facts_version: declared.facts_version }),
      definition_version: 2,
      status: 'complete',
      first_direction: 'charge',
      cycle_charging_capacity_ah: 0.0016,
      cycle_charging_energy_wh: 0.006,
      cycle_discharging_energy_wh: 0.006,
      purpose: 'cycling',
      regime: 'r',
      derived_cycle_count: at + 1,
      first_record_index: 100 * at + 1,
      last_record_index: 100 * at + 100,
      cycle_discharging_capacity_ah: capacity * 1e-5,
      specific_discharging_capacity_mah_per_gram: capacity,
      coulombic_efficiency: at === 0 ? 0.8 : 0.99,
      initial_coulombic_efficiency: at === 0 ? 0.8 : null,
      capacity_retention: at === 0 ? null : capacity / capacities[1],
      retention_reference: at === 0 ? null : 'first_after_formation_same_regime',
      retention_reference_cycle_count: at === 0 ? null : 2,
    } as CycleSummary;
    return { ...cycle, ...each(cycle) };
  });
  return { facts: declared, cycles };
}
