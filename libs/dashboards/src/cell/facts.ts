import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { unit, units } from '../fields.js';
import { listing } from '../panels.js';

export function cellFacts(): TablePanel {
  return listing(
    'What was declared of this cell',
    'The lab’s facts, on which results depend: without a system, coulombic efficiency is empty; without a nominal capacity, limits follow the largest half so far. Empty: not declared; nothing is guessed. Facts version 0: nothing declared.',
    `
select facts ->> 'label' as label, facts ->> 'campaign' as campaign, facts ->> 'system' as system,
  (facts ->> 'nominal_capacity_ah')::float8 as nominal_capacity_ah,
  (facts ->> 'active_mass_gram')::float8 as active_mass_gram,
  facts ->> 'retention_reference' as retention_reference, facts ->> 'formation_cycles' as formation_cycles,
  facts_version, first_seen_at
from cells
where cell_id = \${cell:sqlstring}`,
  )
    .filterable(false)
    .overrideByName('nominal_capacity_ah', unit(units.ampereHour, 4))
    .overrideByName('active_mass_gram', unit('massg', 4));
}
