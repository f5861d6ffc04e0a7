import type { CellValue, GroupValue, Report } from './report.js';

const columns = [
  'campaign',
  'group',
  'cell',
  'quantity',
  'value',
  'unit',
  'n',
  'sd',
  'ci_low',
  'ci_high',
  'reference_cycle',
  'definition',
  'at',
  'at_risk',
  'reason',
  'definition_version',
  'facts_version',
] as const;
type Line = Partial<Record<(typeof columns)[number], string | number | null>>;

/**
 * The report in long form (RFC 4180): a line per number. Where `cell` is empty the line is its group's: value is the mean over n
 * cells, with sd and 95 % interval. Values are in `unit`, as exact as they were computed; ratios are ratios.
 */
export function renderCsv(report: Report): string {
  const definitions = new Map(report.definitions.map((definition) => [definition.quantity, definition]));
  const lines = report.sections.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      report.groups.flatMap(({ group, cells }) => {
        const { quantity, unit, definition } = definitions.get(row.quantity)!;
        const named = { campaign: report.campaign, group, quantity, unit, definition, at: row.at };
        return [
          { ...named, ...groupLine(row.groups[group]), definition_version: versions(report, group) },
          ...cells.map(({ cell_id, definition_version, facts: { facts_version } }) => ({
            ...named,
            cell: cell_id,
            ...cellLine(row.cells[cell_id]),
            definition_version,
            facts_version,
          })),
        ];
      }),
    ),
  );
  const all = [...lines, ...survivalLines(report)];
  return [
    columns.join(','),
    ...all.map((line: Line) => columns.map((column) => field(line[column])).join(',')),
    '',
  ].join('\r\n');
}

function groupLine({ statistics, at_risk, reason, reference_cycle }: GroupValue): Line {
  return {
    value: statistics?.mean,
    n: statistics?.n ?? 0,
    sd: statistics?.standard_deviation,
    ci_low: statistics?.confidence_low,
    ci_high: statistics?.confidence_high,
    at_risk,
    reason,
    reference_cycle,
  };
}

function cellLine({ value, n, reference_cycle, reason }: CellValue): Line {
  return { value, n, reference_cycle, reason };
}

/** Of all cells of a group, which may be of several while a new one is computed. */
function versions({ groups }: Report, group: string): string {
  const { cells } = groups.find((each) => each.group === group)!;
  return [...new Set(cells.flatMap(({ definition_version }) => definition_version ?? []))].sort().join(' ');
}

export const survivalDefinition =
  'Kaplan-Meier estimate of the share of cells that live on after a cycle, with Greenwood’s variance on the log-log scale; cells that run or were withdrawn alive are censored';

function survivalLines({ campaign, groups }: Report): Line[] {
  return groups.flatMap(({ group, survival }) => {
    const named = { campaign, group, definition: survivalDefinition };
    const steps = survival.steps.map((step) => ({
      ...named,
      quantity: 'survival',
      unit: '1',
      at: `cycle ${step.cycle}`,
      value: step.survival,
      n: survival.cells,
      at_risk: step.at_risk,
      ci_low: step.confidence_low,
      ci_high: step.confidence_high,
    }));
    const median = {
      ...named,
      quantity: 'median_life_cycle',
      unit: 'cycle',
      value: survival.median_life_cycle,
      n: survival.cells,
      reason: survival.median_life_cycle === null ? 'not reached' : null,
    };
    return [...steps, median];
  });
}

function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run these as a formula; the apostrophe says text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
