import { groupCells, latestCommonCycle, replicateDisagrees, survival } from '@cellwatch/electrochem';
import { rateDefinitions, ratesIn } from './capacity-table-rows.js';
import { figuresOf } from './figures-of.js';
import { observationSection } from './observation-rows.js';
import { peakDefinitions } from './peak-rows.js';
import { quantities } from './quantities/all.js';
import type { CampaignCell, Definition, Report, ReplicateDisagreement, Row, Section } from './report.js';
import type { WatchedGroup } from './rows.js';
import { sectionsOf } from './sections-of.js';
import { reportCell, watchedCell, type WatchedCell } from './watched-cell.js';

export interface ReportOptions {
  end_of_life_retention?: number;
}

/** The report of a campaign, from the facts of its cells and their cycles alone. */
export function reportOf(
  campaign: string,
  cells: readonly CampaignCell[],
  { end_of_life_retention = 0.8 }: ReportOptions = {},
): Report {
  const watched = new Map(cells.map((cell) => [cell.facts.cell_id, watchedCell(cell, end_of_life_retention)]));
  const groups: WatchedGroup[] = groupCells(cells.map(({ facts }) => facts)).map(({ group, factors, cells }) => ({
    group,
    factors,
    cells: cells.map(({ cell_id }) => watched.get(cell_id)!),
  }));
  const latest_common_cycle = latestCommonCycle(livesOf([...watched.values()]));
  const observed = observationSection(groups);
  const sections = [...sectionsOf(groups, latest_common_cycle), ...(observed ? [observed.section] : [])];
  const lastOf = (members: readonly WatchedCell[]) => Math.max(0, ...livesOf(members).map(({ cycle }) => cycle));
  const ofGroups = groups.map(({ group, factors, cells }) => ({
    group,
    factors,
    cells: cells.map(reportCell),
    survival: survival(livesOf(cells)),
  }));
  return {
    campaign,
    end_of_life_retention,
    latest_common_cycle,
    groups: ofGroups,
    sections,
    disagreements: sections.flatMap(({ rows }) => rows.flatMap((row) => disagreementsIn(row, groups))),
    definitions: definitionsOf(sections, observed?.definitions ?? []),
    figures: {
      ...figuresOf(groups),
      rates: ratesIn(sections),
      survival: groups.map(({ group, cells }, index) => ({
        group,
        last_cycle: lastOf(cells),
        survival: ofGroups[index].survival,
      })),
    },
  };
}

const livesOf = (cells: readonly WatchedCell[]) =>
  cells.flatMap(({ lived, running }) => (lived ? { ...lived.life, running } : []));

/** Replicates are compared once a quantity: in the first cycle, over the life, and at the latest common cycle. */
const compared = /^(first cycle|reference cycle|)$|latest common/;

function disagreementsIn({ quantity, at, cells }: Row, groups: readonly WatchedGroup[]): ReplicateDisagreement[] {
  const limit = quantities.get(quantity)?.spread_limit;
  if (limit === undefined || !compared.test(at)) return [];
  return groups.flatMap((group) => {
    const values = group.cells.flatMap(({ facts: { cell_id, replicate } }) => {
      const { value } = cells[cell_id];
      return value === null
        ? []
        : [{ replicate: replicate === undefined ? cell_id : `${replicate} (${cell_id})`, value }];
    });
    const found = replicateDisagrees(values, limit);
    return found.disagreeing.length > 0 ? [{ ...found, group: group.group, quantity, at }] : [];
  });
}

function definitionsOf(sections: readonly Section[], observed: readonly Definition[]): Definition[] {
  const used = [...new Set(sections.flatMap(({ rows }) => rows.map(({ quantity }) => quantity)))];
  const known = new Map<string, Definition>([
    ...quantities,
    ...[...peakDefinitions, ...rateDefinitions, ...observed].map((definition): [string, Definition] => [
      definition.quantity,
      definition,
    ]),
  ]);
  return used.map((id) => {
    const { quantity, name, unit, shown_unit, shown_factor, digits, definition } = known.get(id)!;
    return { quantity, name, unit, shown_unit, shown_factor, digits, definition };
  });
}
