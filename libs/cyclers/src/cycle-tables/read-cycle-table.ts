import { blankCycle, csvRows, noFacts, readCyclesCsv, type CellFacts, type CyclePurpose } from '@cellwatch/events';
import { cellNamed } from '../cell-named.js';
import { parseDate } from '../parse-date.js';
import { shortName } from '../short-name.js';
import { zonedClock } from '../zoned-clock.js';
import type { CycleRow, CycleTable } from './cycle-table.js';
import { cycleTableLayouts, type CycleTableLayout } from './cycle-table-layouts.js';
import { efficienciesHold } from './efficiencies-hold.js';
import { efficiencySays } from './efficiency-says.js';
import { findCheckUps } from './find-check-ups.js';
import { regimesOfRows } from './regimes-of-rows.js';

export interface CycleTableOptions {
  file_name: string;
  /** What is declared of a cell by its name; the name of the table's cell is its own, else the file's. */
  factsOf(cell_id: string): CellFacts | undefined;
  /** IANA zone of the lab's clocks. */
  time_zone: string;
}

const unixDayOfMatlab = 719_529;

/**
 * A table of one row a cycle: our own export, or another's that is known by its columns. Null where it is none of these. Rows keep
 * the numbers that the table gives them; the last row is open, for nothing says that its cycle had ended. Efficiencies are divided
 * anew: printed ones are rounded or clipped.
 */
export function readCycleTable(text: string, options: CycleTableOptions): CycleTable | null {
  const own = ownTable(text, options);
  if (own) return own;
  const head = text.slice(0, text.indexOf('\n') + 1);
  const delimiter = [';', ','].find((one) => head.split(one).length > 3);
  if (delimiter === undefined) return null;
  const [labels] = csvRows(head, delimiter);
  // Names that differ in their case alone stand twice in some tables; the first is taken.
  const names = labels.fields.map((field) => field.toLowerCase());
  const layout = cycleTableLayouts.find(({ columns, beside }) =>
    [columns.cycle_count, columns.charging_capacity_ah, columns.discharging_capacity_ah, ...beside].every((name) =>
      names.includes(name),
    ),
  );
  return layout ? foreignTable(layout, names, csvRows(text, delimiter).slice(1), options) : null;
}

function ownTable(text: string, { file_name, factsOf }: CycleTableOptions): CycleTable | null {
  const read = readCyclesCsv(text);
  if (!read) return null;
  const cell_id = read.cycles[0]?.cell_id ?? cellNamed(file_name);
  const refused = [...read.refused];
  const cycles = read.cycles.filter((cycle) => cycle.cell_id === cell_id);
  if (cycles.length < read.cycles.length)
    refused.push({ line: 1, problem: `the table is of several cells, expected one: only ${cell_id} was taken` });
  const declared = factsOf(cell_id) ?? { cell_id, facts_version: noFacts };
  const direction = cycles.find((cycle) => cycle.coulombic_efficiency !== null)?.first_direction;
  const told = direction === 'discharge' ? 'anode_half_cell' : direction === 'charge' ? 'full_cell' : undefined;
  const facts = { ...declared, system: declared.system ?? told };
  return {
    title: 'cycles of this program',
    facts,
    cycles: cycles.map((cycle) => ({ ...cycle, facts_version: facts.facts_version })),
    refused,
    notes: concluded(declared, told, 'its first direction'),
  };
}

function foreignTable(
  layout: CycleTableLayout,
  names: readonly string[],
  lines: ReturnType<typeof csvRows>,
  { file_name, factsOf, time_zone }: CycleTableOptions,
): CycleTable {
  const refused: CycleTable['refused'] = [];
  const readRow = rowReader(layout, names, time_zone);
  const rows = lines.flatMap(({ line, fields }) => {
    const row = readRow(line, fields);
    if (Number.isInteger(row.cycle_count) && row.cycle_count >= 0) return [row];
    const printed = fields[names.indexOf(layout.columns.cycle_count)];
    refused.push({ line, problem: `${layout.columns.cycle_count} is ${JSON.stringify(printed)}, expected a number` });
    return [];
  });
  const cell_id = cellNamed(file_name);
  const declared = factsOf(cell_id) ?? { cell_id, facts_version: noFacts };
  const told = efficiencySays(rows);
  const facts: CellFacts = { ...declared, system: declared.system ?? told };
  const purposes = purposesOf(rows, layout, facts);
  const regimes = regimesOfRows(rows, layout.rate_unit ?? 'A');
  const divisible = efficienciesHold(rows, facts.system);
  const references = new Map<string, { capacity_ah: number; cycle_count: number }>();
  const test_id = shortName(cell_id);
  const isHalf = facts.system === 'anode_half_cell';
  const cycles = rows.map((row, at) => {
    const { charging_capacity_ah: charge, discharging_capacity_ah: discharge } = row;
    const whole = charge !== null && discharge !== null && charge > 0 && discharge > 0;
    const [first, second] = isHalf ? [discharge, charge] : [charge, discharge];
    const purpose = purposes.of[at];
    const regime = regimes[at] === null || purpose === 'cycling' ? regimes[at] : `${purpose}: ${regimes[at]}`;
    const judged = facts.system !== undefined && whole;
    if (judged && regime !== null && purpose === 'cycling' && !references.has(regime))
      references.set(regime, { capacity_ah: second!, cycle_count: row.cycle_count });
    const reference = regime === null || purpose !== 'cycling' ? undefined : references.get(regime);
    return {
      ...blankCycle({ cell_id: facts.cell_id, test_id, facts_version: facts.facts_version }),
      first_record_index: at,
      last_record_index: at,
      derived_cycle_count: row.cycle_count,
      cycle_count: row.cycle_count,
      status: at === rows.length - 1 ? ('open' as const) : whole ? ('complete' as const) : ('partial' as const),
      first_direction: isHalf ? ('discharge' as const) : ('charge' as const),
      ended_at_unix_second: row.ended_at_unix_second,
      cycle_charging_capacity_ah: Math.max(0, charge ?? 0),
      cycle_discharging_capacity_ah: Math.max(0, discharge ?? 0),
      cycle_charging_energy_wh: row.charging_energy_wh ?? 0,
      cycle_discharging_energy_wh: row.discharging_energy_wh ?? 0,
      coulombic_efficiency: judged && divisible && purpose === 'cycling' ? second! / first! : null,
      coulombic_efficiency_reason: !judged
        ? reason(facts, row)
        : divisible && purpose === 'cycling'
          ? null
          : ('not_applicable' as const),
      capacity_retention: judged && reference ? second! / reference.capacity_ah : null,
      retention_reference: judged && reference ? 'first_after_formation_same_regime' : null,
      retention_reference_cycle_count: judged && reference ? reference.cycle_count : null,
      charging_c_rate: layout.rate_unit === 'C' ? row.charging_rate : null,
      discharging_c_rate: layout.rate_unit === 'C' ? row.discharging_rate : null,
      charging_end_voltage_volt: row.charging_end_voltage_volt,
      discharging_end_voltage_volt: row.discharging_end_voltage_volt,
      temperature_celsius: row.temperature_celsius,
      purpose,
      regime,
      flags: [
        ...(isCut(rows, at, isHalf) ? ['half_incomplete' as const] : []),
        ...(facts.system === undefined ? ['role_unknown' as const] : []),
      ],
    };
  });
  const notes = [...concluded(declared, told, 'how its efficiency divides'), ...purposes.notes];
  if (!divisible)
    notes.push('it prints efficiencies cut off at 1 where its capacities give more: no efficiency is judged');
  return { title: layout.title, facts, cycles, refused, notes };
}

/** Its second half goes on in the next row, or the row before was left before its own. */
function isCut(rows: readonly CycleRow[], at: number, isHalf: boolean): boolean {
  const [first, second] = isHalf
    ? (['discharging_capacity_ah', 'charging_capacity_ah'] as const)
    : (['charging_capacity_ah', 'discharging_capacity_ah'] as const);
  const lacks = (row: CycleRow | undefined, half: 'charging_capacity_ah' | 'discharging_capacity_ah') =>
    row !== undefined && !row[half];
  // The last row may be one that has just begun.
  const next = at + 2 < rows.length ? rows[at + 1] : undefined;
  return (lacks(next, first) && !lacks(next, second)) || (lacks(rows[at - 1], second) && !lacks(rows[at - 1], first));
}

function reason({ system }: CellFacts, row: CycleRow) {
  if (system === undefined) return 'role_unknown' as const;
  return row.charging_capacity_ah ? ('no_second_half' as const) : ('no_first_half' as const);
}

function concluded({ system }: CellFacts, told: CellFacts['system'], from: string): string[] {
  if (system !== undefined) return [];
  if (told === undefined)
    return ['nobody said what the cell is, and the table does not tell: no efficiency and no retention'];
  return [
    `taken as ${told === 'full_cell' ? 'a full cell' : 'an anode half-cell'}, from ${from}; declare system to say otherwise`,
  ];
}

function purposesOf(
  rows: readonly CycleRow[],
  { purposes, title }: CycleTableLayout,
  { check_up_cycles = [], formation_cycles = [] }: CellFacts,
): { of: CyclePurpose[]; notes: string[] } {
  const labelled = purposes !== undefined && rows.some(({ label }) => label !== null);
  const found = labelled || check_up_cycles.length > 0 ? [] : findCheckUps(rows);
  const of = rows.map(({ cycle_count, label }): CyclePurpose => {
    if (check_up_cycles.includes(cycle_count) || found.includes(cycle_count)) return 'check_up';
    if (formation_cycles.includes(cycle_count)) return 'formation';
    return labelled ? (label !== null && purposes[label]) || 'check_up' : 'cycling';
  });
  const unknown = new Set(rows.flatMap(({ label }) => (labelled && label !== null && !purposes[label] ? [label] : [])));
  const notes = [...unknown].map((label) => `label ${JSON.stringify(label)} is not known of ${title}: not judged`);
  if (found.length > 0)
    notes.push(`cycles ${found.join(', ')} are taken as check-ups: they stand off at equal distances`);
  return { of, notes };
}

function rowReader({ columns, times, clock }: CycleTableLayout, names: readonly string[], time_zone: string) {
  const at = (name: keyof typeof columns) => (columns[name] === undefined ? -1 : names.indexOf(columns[name]));
  const unixSecond = zonedClock(time_zone);
  return (line: number, fields: readonly string[]): CycleRow => {
    const text = (name: keyof typeof columns) => (at(name) < 0 ? '' : (fields[at(name)] ?? ''));
    const number = (name: keyof typeof columns) => {
      const printed = text(name);
      const value = printed === '' ? NaN : Number(printed) * (times?.[name] ?? 1);
      return Number.isFinite(value) ? value : null;
    };
    return {
      line,
      cycle_count: number('cycle_count') ?? NaN,
      charging_capacity_ah: number('charging_capacity_ah'),
      discharging_capacity_ah: number('discharging_capacity_ah'),
      charging_energy_wh: number('charging_energy_wh'),
      discharging_energy_wh: number('discharging_energy_wh'),
      efficiency: number('efficiency'),
      charging_rate: number('charging_rate'),
      discharging_rate: number('discharging_rate'),
      charging_second: number('charging_second'),
      discharging_second: number('discharging_second'),
      charging_end_voltage_volt: number('charging_end_voltage_volt'),
      discharging_end_voltage_volt: number('discharging_end_voltage_volt'),
      temperature_celsius: number('temperature_celsius'),
      ended_at_unix_second: endOf(text('ended_at_unix_second')),
      label: text('label') || null,
    };
  };

  function endOf(printed: string): number | null {
    if (printed === '' || clock === undefined) return null;
    if (clock === 'matlab day') {
      const day = Number(printed);
      return Number.isFinite(day) ? unixSecond(Math.round((day - unixDayOfMatlab) * 86_400_000) / 1000, NaN) : null;
    }
    const date = parseDate(printed, 'mdy');
    return date?.second == null ? null : unixSecond(date.day * 86_400 + date.second, NaN);
  }
}
