import { livedCell, type LivedCell } from '@cellwatch/electrochem';
import type { CellFacts, CycleSummary } from '@cellwatch/events';
import type { CampaignCell, ObservedValue, ReportCell } from './report.js';

/** A cell of the campaign as its rows are read from it. */
export interface WatchedCell {
  facts: CellFacts;
  cycles: CycleSummary[];
  observations: ObservedValue[];
  /** Complete ones, in order of its life. */
  complete: CycleSummary[];
  lived: LivedCell | null;
  /** Neither dead nor withdrawn. */
  running: boolean;
  first: CycleSummary | undefined;
  /** The base of its latest retention; where that is no single cycle, the first that has a retention. */
  reference: CycleSummary | undefined;
  last: CycleSummary | undefined;
  fate: string;
}

const plain = new Set([null, 'cycling', 'formation']);

export function watchedCell(
  { facts, cycles, observations = [] }: CampaignCell,
  end_of_life_retention: number,
): WatchedCell {
  const complete = cycles
    .filter(({ status, retracted }) => status === 'complete' && !retracted)
    .sort((one, other) => one.derived_cycle_count - other.derived_cycle_count);
  const lived = livedCell(facts, complete, end_of_life_retention);
  const running = lived?.life.event === 'censored' && facts.withdrawn_at_cycle === undefined;
  const compared = complete.filter(({ capacity_retention }) => capacity_retention !== null);
  const base = compared.at(-1)?.retention_reference_cycle_count ?? null;
  return {
    facts,
    cycles,
    observations,
    complete,
    lived,
    running,
    first: complete[0],
    reference: complete.find(({ derived_cycle_count }) => derived_cycle_count === base) ?? compared[0],
    last: complete.findLast(({ purpose }) => plain.has(purpose)),
    fate: fateOf(facts, lived),
  };
}

function fateOf({ failed_at_cycle, withdrawn_at_cycle }: CellFacts, lived: LivedCell | null): string {
  if (!lived) return 'no complete cycle yet';
  const { cycle, event } = lived.life;
  if (event === 'died') return cycle === failed_at_cycle ? `failed at cycle ${cycle}` : `end of life at cycle ${cycle}`;
  return withdrawn_at_cycle === undefined ? `alive at cycle ${cycle}` : `withdrawn at cycle ${cycle}`;
}

/** Why it has no complete cycle of this number. */
export function withoutCycle({ cycles, lived, running, fate }: WatchedCell, cycle: number): string {
  const there = cycles.find(({ derived_cycle_count, retracted }) => derived_cycle_count === cycle && !retracted);
  if (there) return `cycle ${cycle} is ${there.status}`;
  if (lived && cycle > lived.life.cycle) return running ? `not reached: ${fate}` : fate;
  return `no cycle ${cycle}`;
}

export function reportCell(cell: WatchedCell): ReportCell {
  const { facts, complete, lived, fate, last } = cell;
  const newest = complete.findLast(({ retention_reference }) => retention_reference !== null);
  return {
    cell_id: facts.cell_id,
    label: facts.label ?? null,
    replicate: facts.replicate ?? null,
    facts,
    definition_version: cell.cycles.at(-1)?.definition_version ?? null,
    complete_cycles: complete.length,
    last_cycle: last?.derived_cycle_count ?? null,
    life: lived?.life ?? null,
    fate,
    retention_reference: newest?.retention_reference ?? null,
    retention_reference_cycle_count: newest?.retention_reference_cycle_count ?? null,
    mass_model: complete.findLast(({ mass_model }) => mass_model !== null)?.mass_model ?? null,
    flags: flagCounts(cell.cycles),
  };
}

function flagCounts(cycles: readonly CycleSummary[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const flag of cycles.flatMap(({ flags }) => flags)) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
