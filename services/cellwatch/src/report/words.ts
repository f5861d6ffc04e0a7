import { electrodeBasis, type Survival } from '@cellwatch/electrochem';
import { printNumber } from './print-number.js';
import type { Definition, Report, ReplicateDisagreement, ReportCell } from './report.js';

const systems: Record<string, string> = {
  full_cell: 'full cell',
  anode_half_cell: 'anode half-cell',
  cathode_half_cell: 'cathode half-cell',
  symmetric_cell: 'symmetric cell',
  blocking_pellet: 'blocking pellet',
};

const references: Record<string, string> = {
  cycle1: 'cycle 1',
  first_after_formation_same_regime: 'first after formation, same regime',
  max_first_5: 'greatest of the first 5',
  median_first_40: 'median of the first 40',
};

/** What a reader must know before any number, a sentence each. */
export function headline(report: Report): string[] {
  const cells = report.groups.reduce((sum, group) => sum + group.cells.length, 0);
  const versions = [
    ...new Set(report.groups.flatMap((group) => group.cells.map((cell) => cell.definition_version ?? '–'))),
  ];
  const common = report.latest_common_cycle;
  return [
    `${cells} ${cells === 1 ? 'cell' : 'cells'} in ${report.groups.length} ${report.groups.length === 1 ? 'group' : 'groups'} of equal factors. Averages are over cells, one value each: mean ± standard deviation (n − 1), with the 95 % confidence interval of the mean by Student’s t.`,
    `End of life: retention below ${(100 * report.end_of_life_retention).toFixed(0)} % in 2 of 3 cycles, or a declared failure.${common === null ? '' : ` Latest cycle that every cell still running has completed: ${common}.`}`,
    `Definition version ${versions.sort().join(', ')}; the version of each cell’s facts is in the table of cells.`,
  ];
}

export interface WordTable {
  title: string;
  columns: string[];
  rows: string[][];
}

/** How each cell was described, and how it stands. */
export function tablesOfCells({ groups }: Report): WordTable[] {
  const number = (value: number | null | undefined, factor: number, digits: number) =>
    value == null ? '–' : String(Number((value * factor).toFixed(digits)));
  const cells = groups.flatMap(({ group, cells }) => cells.map((cell) => ({ ...cell, group })));
  return [
    {
      title: 'Cells as described',
      columns: [
        'Cell',
        'Group',
        'Replicate',
        'System',
        'Active mass / mg',
        'Area / cm²',
        'T / °C',
        'p / MPa',
        'Facts version',
      ],
      rows: cells.map(({ cell_id, label, group, replicate, facts }) => [
        label === null ? cell_id : `${cell_id}: ${label}`,
        group,
        replicate ?? '–',
        facts.system === undefined ? 'not declared' : systems[facts.system],
        number(electrodeBasis(facts).active_mass_gram ?? undefined, 1000, 4),
        number(electrodeBasis(facts).area_cm2 ?? undefined, 1, 4),
        number(facts.temperature_set_point_celsius, 1, 1),
        number(facts.pressure_set_point_pa, 1e-6, 2),
        facts.facts_version,
      ]),
    },
    {
      title: 'Cells as they stand',
      columns: [
        'Cell',
        'Complete cycles',
        'Fate',
        'Reference of retention',
        'Mass model',
        'Flags (cycles)',
        'Definition',
      ],
      rows: cells.map((cell) => [
        cell.cell_id,
        String(cell.complete_cycles),
        cell.fate,
        referenceText(cell),
        (cell.mass_model ?? '–').replaceAll('_', ' '),
        cell.flags.map(([flag, count]) => `${flag.replaceAll('_', ' ')} ${count}`).join(', ') || 'none',
        cell.definition_version === null ? '–' : String(cell.definition_version),
      ]),
    },
  ];
}

function referenceText({ retention_reference: reference, retention_reference_cycle_count: cycle }: ReportCell): string {
  if (reference === null) return '–';
  return `${references[reference] ?? reference}${cycle === null ? '' : ` (cycle ${cycle})`}`;
}

export function survivalText({ cells, died, steps, median_life_cycle }: Survival): string {
  const deaths = steps.map(({ cycle, at_risk, survival, confidence_low, confidence_high }) => {
    const bounds =
      confidence_low === null || confidence_high === null
        ? ''
        : `, 95 % CI ${(100 * confidence_low).toFixed(1)} to ${(100 * confidence_high).toFixed(1)} %`;
    return `${(100 * survival).toFixed(1)} % after cycle ${cycle} (${at_risk} at risk${bounds})`;
  });
  const median = median_life_cycle === null ? 'not reached' : `${median_life_cycle} cycles`;
  const gone = `${died} of ${cells} ${cells === 1 ? 'cell' : 'cells'} died`;
  return `${gone}; ${deaths.length > 0 ? `Kaplan-Meier survival ${deaths.join(', ')}; ` : ''}median life ${median}.`;
}

const rules = {
  robust_z: (measure: string, limit: number) => `modified z-score ${measure}, limit ${limit}`,
  relative_spread: (measure: string, limit: number) => `relative spread ${measure}, limit ${limit}`,
  too_few: () => '',
};

export function disagreementText(
  { group, quantity, at, rule, measure, limit, disagreeing }: ReplicateDisagreement,
  definitions: ReadonlyMap<string, Definition>,
): string {
  const name = definitions.get(quantity)?.name ?? quantity;
  const by = rules[rule](
    measure === null ? '–' : printNumber(measure, { digits: 3, shown_factor: 1 } as Definition),
    limit ?? 0,
  );
  return `${group}: ${disagreeing.join(', ')} in ${name}${at ? ` (${at})` : ''}: ${by}.`;
}
