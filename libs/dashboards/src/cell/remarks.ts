import type { CoulombicEfficiencyReason, CycleFlag } from '@cellwatch/events';
import type { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { width, words } from '../fields.js';
import { listing } from '../panels.js';

/** Every flag and every reason must have its sentence: the type says so. */
const meanings: Record<CycleFlag | CoulombicEfficiencyReason, string> = {
  c_rate_mismatch: 'measured and declared C-rate are more than 5 % apart; check mass, loading and 1C',
  counter_mismatch: 'integral and cycler’s counter disagree too far; look at the raw data',
  counter_used: 'the capacity is the cycler’s counter, not our integral',
  current_resolution: 'the current’s least step is over 1 % of it: the counter is preferred',
  cycle_open: 'the cycle has not ended: no coulombic efficiency yet',
  data_clock: 'repeated, backward or zero-time records were dropped',
  gap_counter: 'a hole in the records was bridged by the cycler’s counter',
  gap_filled: 'a hole inside a constant-current step was interpolated',
  half_incomplete: 'a hole or the file’s edge cut a half: no coulombic efficiency',
  merged: 'two halves of one direction in a row were added (aborted and resumed)',
  missing_records: 'the record numbers have holes',
  no_first_half: 'begins with the second direction: no coulombic efficiency',
  no_second_half: 'the second half never came: no coulombic efficiency',
  nominal_unknown: 'no nominal capacity declared: limits follow the largest half so far',
  not_applicable: 'this kind of cell has no coulombic efficiency',
  polarity_suspect: 'the voltage fits the declared window only with its sign turned; check the leads',
  pulse_unresolved: 'coarse pulses: only the cycler’s counter counted',
  resolution: 'the current is too coarse for a coulombic efficiency',
  resumed: 'the cell’s state jumped between two tests',
  role_unknown: 'nobody declared the cell’s system: no coulombic efficiency',
  sign_suspect: 'voltage and current disagree in sign; check the channel’s wiring or the file’s sign',
  unit_suspect: 'off by about a thousand; check the file’s units against its header',
  voltage_jump: 'the voltage jumped at rest; is it still the same cell on this channel?',
};

const mapped = Object.fromEntries(Object.entries(meanings).map(([remark, text], index) => [remark, { text, index }]));

export function cycleRemarks(): TablePanel {
  return listing(
    'What to know before trusting the numbers',
    'Flags of the cell’s cycles and the reasons why a coulombic efficiency is missing: in how many cycles, and in which first and last (derived_cycle_count). Over the whole life, open cycle included.',
    `
select remark, remark as meaning, count(*) as cycles,
  min(derived_cycle_count) as first_cycle, max(derived_cycle_count) as last_cycle
from cycles_current
cross join lateral (
  select distinct remark from unnest(flags || coulombic_efficiency_reason) as remark where remark is not null
) as remarks
where cell_id = \${cell:sqlstring}
group by remark
order by cycles desc, remark`,
  )
    .overrideByName('remark', width(160))
    .overrideByName('meaning', [{ id: 'mappings', value: words(mapped) }, ...width(460)]);
}
