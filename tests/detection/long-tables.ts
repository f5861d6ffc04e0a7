import { readFileSync } from 'node:fs';
import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { sharedData } from '../support/shared-data.js';

/** A labelled event of a long table: what it is, and in which of its cycles. */
export interface Label {
  file: string;
  event: string;
  first_cycle: number;
  last_cycle: number;
}

export const labels = (): Label[] =>
  rowsOf('long_cycling/events.csv', ',').flatMap(({ file, event, first_cycle, last_cycle }) =>
    first_cycle === '' ? [] : [{ file, event, first_cycle: Number(first_cycle), last_cycle: Number(last_cycle) }],
  );

export interface LongTable {
  facts: CellFacts;
  cycles: CycleSummary[];
}

/** A silicon half-cell: capacities in Ah, formation at C/20 in cycles 1-3. */
export function siliconTable(file: string): LongTable {
  const rows = rowsOf(`long_cycling/${file}`, ';');
  const reference = Number(rows[3].charge_capacity);
  const cycles = rows.map((row) => {
    const number = Number(row.cycle_index);
    const [charge, discharge] = [Number(row.charge_capacity), Number(row.discharge_capacity)];
    const slow = number < 4;
    return cycleOf(number, {
      // The last row is a cycle that has only begun.
      status: charge === 0 ? 'open' : 'complete',
      regime: slow ? 'C/20' : 'C/10',
      cycle_charging_capacity_ah: charge,
      cycle_discharging_capacity_ah: discharge,
      coulombic_efficiency: discharge > 0 ? charge / discharge : null,
      capacity_retention: slow ? null : charge / reference,
      retention_reference_cycle_count: slow ? null : 4,
      charging_c_rate: Number(row.charge_c_rate),
      discharging_c_rate: Number(row.discharge_c_rate),
      charging_end_reason: 'voltage',
      discharging_end_reason: 'voltage',
    });
  });
  return { facts: { cell_id: 'cell', facts_version: '0', system: 'anode_half_cell' }, cycles };
}

/** A lithium-ion cell in mAh: another protocol up to row 4, check-ups as the lab declares them. */
export function kneepointTable(file: string): LongTable {
  const checkUps = new Set([50, 100, 150, 200]);
  const cycles = rowsOf(`long_cycling/${file}`, ',').map((row) => {
    const number = Number(row.cycleNumber);
    const [charge, discharge] = [Number(row.Qchg_mAh) / 1000, Number(row.Qdis_mAh) / 1000];
    return cycleOf(number, {
      regime: number < 5 ? 'first' : 'second',
      purpose: checkUps.has(number) ? 'check_up' : 'cycling',
      cycle_charging_capacity_ah: charge,
      cycle_discharging_capacity_ah: discharge,
      coulombic_efficiency: discharge / charge,
    });
  });
  return { facts: { cell_id: 'cell', facts_version: '0', system: 'full_cell' }, cycles };
}

/** A lithium-ion cell whose charge is limited by capacity; what is no ageing cycle is a check-up, and may lack a half. */
export function limitedTable(file: string): LongTable {
  const cycles = rowsOf(`long_cycling/${file}`, ',').map((row) => {
    const [charge, discharge] = [Number(row.Q_chg), Number(row.Q_dis)];
    const whole = Number.isFinite(charge) && Number.isFinite(discharge);
    return cycleOf(Number(row.Cycle_Index), {
      status: whole ? 'complete' : 'partial',
      regime: row.Cycle_Label || 'unlabelled',
      purpose: row.Cycle_Label === 'Aging cycle' ? 'cycling' : 'check_up',
      cycle_charging_capacity_ah: whole ? charge : 0,
      cycle_discharging_capacity_ah: whole ? discharge : 0,
      coulombic_efficiency: whole ? discharge / charge : null,
      charging_c_rate: 0.5,
      discharging_c_rate: 0.5,
      charging_end_reason: 'capacity',
      discharging_end_reason: 'voltage',
    });
  });
  return { facts: { cell_id: 'cell', facts_version: '0', system: 'full_cell' }, cycles };
}

function cycleOf(number: number, over: Partial<CycleSummary>): CycleSummary {
  return {
    cell_id: 'cell',
    test_id: 'table',
    first_record_index: number,
    last_record_index: number,
    facts_version: '0',
    revision: 1,
    retracted: false,
    status: 'complete',
    derived_cycle_count: number,
    ended_at_unix_second: null,
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
    purpose: 'cycling',
    flags: [],
    ...over,
  } as CycleSummary;
}

/** Rows of a table by the names of its first line that is no comment; a field in quotes may hold the separator. */
function rowsOf(name: string, separator: string): Record<string, string>[] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}]*))(?:${separator}|$)`, 'gy');
  const [head, ...lines] = readFileSync(sharedData(name), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [...line.matchAll(field)].map(([, quoted, plain]) => quoted ?? plain));
  return lines.map((fields) => Object.fromEntries(head.map((name, at) => [name, fields[at] ?? ''])));
}
