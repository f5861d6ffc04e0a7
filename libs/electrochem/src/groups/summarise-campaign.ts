import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { groupCells } from './group-cells.js';
import { groupCurve, type CurvePoint } from './group-curve.js';
import { groupStatistics, type GroupStatistics } from './group-statistics.js';
import { latestCommonCycle } from './latest-common-cycle.js';
import type { Life } from './life-of.js';
import { livedCell } from './lived-cell.js';
import { replicateDisagrees, type Disagreement } from './replicate-disagrees.js';
import { retentionOfAll } from './retention-of-all.js';
import { retentionOfSurvivors, type LivedCell } from './retention-of-survivors.js';
import { reversibleCapacity } from './reversible-capacity.js';
import { spreadLimits } from './spread-limits.js';
import { survival, type Survival } from './survival.js';

/** What of a cycle a campaign is summarised from. */
export type CampaignCycle = Pick<
  CycleSummary,
  | 'derived_cycle_count'
  | 'status'
  | 'purpose'
  | 'cycle_charging_capacity_ah'
  | 'cycle_discharging_capacity_ah'
  | 'specific_charging_capacity_mah_per_gram'
  | 'specific_discharging_capacity_mah_per_gram'
  | 'areal_charging_capacity_mah_per_cm2'
  | 'areal_discharging_capacity_mah_per_cm2'
  | 'coulombic_efficiency'
  | 'initial_coulombic_efficiency'
  | 'capacity_retention'
>;

export interface CampaignSummary {
  campaign: string;
  end_of_life_retention: number;
  /** Where the groups' statistics are read. */
  latest_common_cycle: number | null;
  groups: CampaignGroup[];
}

export interface CampaignGroup {
  group: string;
  factors: Record<string, string | number>;
  cells: { cell_id: string; label: string | null; replicate: string | null; life: Life | null; running: boolean }[];
  survival: Survival;
  statistics: CampaignStatistics[];
  curves: { quantity: CurveQuantity; unit: string; points: CurvePoint[] }[];
}

export interface CampaignStatistics {
  quantity: string;
  unit: string;
  /** Null: read in each cell's first cycle. */
  cycle: number | null;
  statistics: GroupStatistics | null;
  /** Cells that lived up to the cycle, where that matters. */
  at_risk: number | null;
  disagreement: Disagreement;
}

export type CurveQuantity = CapacityQuantity | 'coulombic_efficiency' | 'capacity_retention';
type CapacityQuantity =
  'specific_reversible_capacity_mah_per_gram' | 'areal_reversible_capacity_mah_per_cm2' | 'reversible_capacity_ah';

interface Member {
  facts: CellFacts;
  complete: CampaignCycle[];
  lived: LivedCell | null;
  running: boolean;
}

const units: Record<CurveQuantity, string> = {
  specific_reversible_capacity_mah_per_gram: 'mAh/g',
  areal_reversible_capacity_mah_per_cm2: 'mAh/cm²',
  reversible_capacity_ah: 'Ah',
  coulombic_efficiency: '1',
  capacity_retention: '1',
};

const charted = new Set([null, 'cycling', 'formation']);

/**
 * A campaign as it stands: groups of equal factors with statistics over their cells at the latest common cycle, survival,
 * replicates that disagree, and the course of capacity, CE and retention.
 *
 * @quantity Campaign at its latest common cycle
 * @symbol none
 * @unit that of each quantity
 * @formula groupCells, groupStatistics, survival, replicateDisagrees and groupCurve of the campaign's cells
 * @convention capacity on the first basis that every cell has: per gram, per area, as it is; check-ups are in no curve
 * @source design of this project
 */
export function summariseCampaign(
  campaign: string,
  cells: readonly { facts: CellFacts; cycles: readonly CampaignCycle[] }[],
  end_of_life_retention = 0.8,
): CampaignSummary {
  const members = new Map(cells.map((cell) => [cell.facts.cell_id, memberOf(cell, end_of_life_retention)]));
  const all = [...members.values()];
  const cycle = latestCommonCycle(all.flatMap(({ lived, running }) => (lived ? { ...lived.life, running } : [])));
  const capacity = commonBasis(all);
  const groups = groupCells(cells.map(({ facts }) => facts)).map(({ group, factors, cells }): CampaignGroup => {
    const mine = cells.map(({ cell_id }) => members.get(cell_id)!);
    return {
      group,
      factors,
      cells: mine.map(({ facts, lived, running }) => ({
        cell_id: facts.cell_id,
        label: facts.label ?? null,
        replicate: facts.replicate ?? null,
        life: lived?.life ?? null,
        running,
      })),
      survival: survival(mine.flatMap(({ lived }) => lived?.life ?? [])),
      statistics: statisticsOf(mine, capacity, cycle),
      curves: ([capacity, 'coulombic_efficiency', 'capacity_retention'] as const).map((quantity) => ({
        quantity,
        unit: units[quantity],
        points: groupCurve(mine.map((member) => courseOf(member, quantity))),
      })),
    };
  });
  return { campaign, end_of_life_retention, latest_common_cycle: cycle, groups };
}

function memberOf(
  { facts, cycles }: { facts: CellFacts; cycles: readonly CampaignCycle[] },
  end_of_life_retention: number,
): Member {
  const complete = cycles
    .filter(({ status }) => status === 'complete')
    .sort((one, other) => one.derived_cycle_count - other.derived_cycle_count);
  const lived = livedCell(facts, complete, end_of_life_retention);
  return {
    facts,
    complete,
    lived,
    running: lived?.life.event === 'censored' && facts.withdrawn_at_cycle === undefined,
  };
}

function commonBasis(members: readonly Member[]): CapacityQuantity {
  const begun = members.filter(({ complete }) => complete.length > 0);
  const everyHas = (quantity: CapacityQuantity) =>
    begun.every(({ facts, complete }) => read(complete[0], facts, quantity) !== null);
  const bases = ['specific_reversible_capacity_mah_per_gram', 'areal_reversible_capacity_mah_per_cm2'] as const;
  return bases.find(everyHas) ?? 'reversible_capacity_ah';
}

function read(cycle: CampaignCycle, facts: CellFacts, quantity: CurveQuantity): number | null {
  if (quantity === 'coulombic_efficiency' || quantity === 'capacity_retention') return cycle[quantity];
  return reversibleCapacity(cycle, facts)?.[quantity] ?? null;
}

/** Retention ends with the cell's life: the curve is that of survivors. */
function courseOf({ facts, complete, lived }: Member, quantity: CurveQuantity) {
  const end = quantity === 'capacity_retention' ? (lived?.life.cycle ?? 0) : Infinity;
  return complete
    .filter(({ purpose, derived_cycle_count }) => charted.has(purpose) && derived_cycle_count <= end)
    .map((cycle) => ({ cycle: cycle.derived_cycle_count, value: read(cycle, facts, quantity) }));
}

function statisticsOf(members: readonly Member[], capacity: CapacityQuantity, cycle: number | null) {
  const at = (member: Member) => member.complete.find(({ derived_cycle_count }) => derived_cycle_count === cycle);
  const of = (
    quantity: string,
    unit: string,
    place: number | null,
    limit: number,
    value: (member: Member) => number | null,
  ) =>
    ({
      quantity,
      unit,
      cycle: place,
      statistics: groupStatistics(members.map(value)),
      at_risk: null,
      disagreement: disagreementOf(members, value, limit),
    }) as CampaignStatistics;
  const here = (quantity: CurveQuantity, limit: number) =>
    of(quantity, units[quantity], cycle, limit, (member) => {
      const found = at(member);
      return found ? read(found, member.facts, quantity) : null;
    });
  const lived = members.flatMap((member) => member.lived ?? []);
  const retention = here('capacity_retention', spreadLimits.retention);
  const never = replicateDisagrees([]);
  return [
    of(
      'initial_coulombic_efficiency',
      '1',
      null,
      spreadLimits.efficiency,
      ({ complete }) => complete[0]?.initial_coulombic_efficiency ?? null,
    ),
    here(capacity, spreadLimits.capacity),
    here('coulombic_efficiency', spreadLimits.efficiency),
    { ...retention, ...(cycle === null ? {} : retentionOfSurvivors(lived, cycle)) },
    {
      ...retention,
      quantity: 'capacity_retention_of_all',
      disagreement: never,
      ...(cycle === null ? {} : retentionOfAll(lived, cycle)),
    },
  ];
}

function disagreementOf(members: readonly Member[], value: (member: Member) => number | null, limit: number) {
  const values = members.flatMap((member) => {
    const found = value(member);
    return found === null ? [] : [{ replicate: member.facts.cell_id, value: found }];
  });
  return replicateDisagrees(values, limit);
}
