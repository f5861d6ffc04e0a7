import type { CellAlert, CycleSummary, EdgeResistance, RecordBatch } from '@cellwatch/events';
import {
  inTransaction,
  landAlerts,
  landCycles,
  landDeadLetters,
  landFacts,
  landPulses,
  landRecords,
  landRejects,
  landResistances,
  type Pool,
} from '@cellwatch/timescale';
import { estimateOf } from '../support/estimate-of.js';
import { pulseOf } from '../support/pulse-of.js';
import { unmeasured } from '../support/unmeasured.js';

/** A name with everything that quoting and links trip over. */
export const liveCell = `O'Brien "5" 50% $cell`;
export const importedCell = 'imported-2017';
const declaredOnly = 'on-the-shelf';

const cycleSeconds = 7200;
const cycleCount = 12;
const recordSeconds = 20;

/**
 * Three cells: one that runs until `now`, charge, rest and discharge in turn; one whose file of 2017 was imported, with other
 * counters and no thermometer; one that was only declared. With alerts, one of them withdrawn, rejects and dead letters.
 */
export async function seedBoards(pool: Pool, now: Date): Promise<void> {
  const began = Math.floor(now.getTime() / 1000) - cycleCount * cycleSeconds;
  const long_ago = Date.UTC(2017, 4, 5) / 1000;
  await inTransaction(pool, async (client) => {
    await landFacts(client, [
      {
        cell_id: liveCell,
        facts_version: 'a1',
        system: 'full_cell',
        nominal_capacity_ah: 0.002,
        formation_cycles: [1],
      },
      { cell_id: declaredOnly, facts_version: 'b2', system: 'anode_half_cell', active_mass_gram: 0.002 },
    ]);
    await landRecords(client, batches(liveCell, began, true));
    await landRecords(client, batches(importedCell, long_ago, false));
    await landCycles(client, [
      ...Array.from({ length: cycleCount }, (_, at) => cycle(liveCell, 'a1', began, at)),
      ...Array.from({ length: cycleCount }, (_, at) => ({
        ...cycle(importedCell, '0', long_ago, at),
        coulombic_efficiency: null,
        coulombic_efficiency_reason: 'role_unknown' as const,
        flags: ['nominal_unknown' as const, 'role_unknown' as const],
      })),
    ]);
    const raised = alert(liveCell, 'a1', now.getTime() / 1000 - 600);
    await landAlerts(client, [
      raised,
      { ...raised, rule: 'OVERCHARGE', severity: 'critical', record_index: 40 },
      { ...raised, rule: 'OVERCHARGE', severity: 'critical', record_index: 80 },
      { ...raised, rule: 'OVERCHARGE', record_index: 80, revision: 2, retracted: true },
      { ...alert(importedCell, '0', long_ago), raised_at_unix_second: null },
      // None of these stands: seen once, over, and of the data.
      { ...raised, rule: 'SOFT_DIP', status: 'pending', record_index: 90 },
      {
        ...raised,
        rule: 'TEMP',
        status: 'cleared',
        raised_at_unix_second: now.getTime() / 1000 - 8 * 3_600,
        changed_at_unix_second: now.getTime() / 1000 - 2 * 3_600,
        record_index: 20,
      },
      { ...raised, rule: 'DATA_UNIT', severity: 'notice', record_index: 60 },
    ]);
    await landResistances(
      client,
      [liveCell, importedCell].flatMap((cell_id) =>
        Array.from({ length: 4 }, (_, at) =>
          estimateOf({
            cell_id,
            facts_version: cell_id === liveCell ? 'a1' : '0',
            spectrum_id: `${at}`.padStart(16, '0'),
            derived_cycle_count: 4 * at,
            series_key: at === 3 ? 'another' : 'S2W at 3.7 V',
          }),
        ),
      ),
    );
    await landPulses(
      client,
      [liveCell, importedCell].flatMap((cell_id) =>
        Array.from({ length: 8 }, (_, at) =>
          pulseOf({
            cell_id,
            facts_version: cell_id === liveCell ? 'a1' : '0',
            first_record_index: 100 * at,
            derived_cycle_count: 1 + Math.floor(at / 4),
            half_depth: (at % 4) / 4,
          }),
        ),
      ),
    );
    await landRejects(client, [
      {
        source: 'a.txt',
        line: 7,
        reason: 'bad_time',
        cell_id: liveCell,
        test_id: 't',
        message: 'got x',
        bytes_base64: 'eA==',
      },
      {
        source: 'b.txt',
        line: 0,
        reason: 'empty',
        cell_id: 'nobody',
        test_id: null,
        message: 'got nothing',
        bytes_base64: '',
      },
    ]);
    await landDeadLetters(client, [
      {
        topic: 'cycler.records',
        partition: 3,
        position: 9,
        key: liveCell,
        reason: 'not ours',
        value: Buffer.from('?'),
      },
    ]);
  });
}

function batches(cell_id: string, began: number, live: boolean): RecordBatch[] {
  const total = (cycleCount * cycleSeconds) / recordSeconds;
  const size = 500;
  return Array.from({ length: Math.ceil(total / size) }, (_, slice) => {
    const length = Math.min(size, total - slice * size);
    const column = (value: (second: number, index: number) => number) =>
      Float64Array.from({ length }, (_, row) => {
        const index = slice * size + row;
        return value(index * recordSeconds, index);
      });
    const counter = column((second) => phase(second).ah);
    return {
      cell_id,
      test_id: `${cell_id} test`,
      equipment_id: 'cycler 1',
      channel_id: live ? '1' : '2',
      source_format: 'maccor.text.seconds',
      clock_source: 'wall',
      counter_reset: 'step',
      exported_at: began,
      live,
      length,
      columns: {
        record_index: column((_, index) => index + 1),
        unix_time_second: column((second) => began + second),
        test_time_second: column((second) => second),
        step_time_second: column((second) => phase(second).step_second),
        step_type: column((second) => phase(second).step_type),
        cycle_count: column((second) => 1 + Math.floor(second / cycleSeconds)),
        voltage_volt: column((second) => 3.6 + 0.2 * phase(second).sign + phase(second).ah * 100),
        current_ampere: column((second) => phase(second).sign * 0.002),
        ...(live
          ? { source_capacity_ah: counter, temperature_t1_celsius: column(() => 60.1) }
          : { source_charging_capacity_ah: counter, source_discharging_capacity_ah: counter }),
      },
    } satisfies RecordBatch;
  });
}

/** An hour of charge, 55 minutes of discharge, 5 of rest. */
function phase(second: number): { step_type: number; sign: number; step_second: number; ah: number } {
  const at = second % cycleSeconds;
  if (at >= 6900) return { step_type: 1, sign: 0, step_second: at - 6900, ah: 0 };
  const [step_type, sign, step_second] = at < 3600 ? [2, 1, at] : [3, -1, at - 3600];
  return { step_type, sign, step_second, ah: (0.002 * step_second) / 3600 };
}

function cycle(cell_id: string, facts_version: string, began: number, at: number): CycleSummary {
  const perCycle = cycleSeconds / recordSeconds;
  const discharge = 0.0018 * 0.999 ** at;
  const open = at === cycleCount - 1;
  return {
    cell_id,
    test_id: `${cell_id} test`,
    first_record_index: at * perCycle + 1,
    definition_version: 1,
    facts_version,
    revision: 1,
    retracted: false,
    last_record_index: (at + 1) * perCycle,
    derived_cycle_count: at + 1,
    cycle_count: at + 1,
    status: open ? 'open' : 'complete',
    first_direction: 'charge',
    started_at_unix_second: began + at * cycleSeconds,
    ended_at_unix_second: began + (at + 1) * cycleSeconds,
    cycle_duration_second: cycleSeconds,
    cycle_charging_capacity_ah: 0.00182 * 0.999 ** at,
    cycle_discharging_capacity_ah: discharge,
    cycle_charging_energy_wh: 0.0068,
    cycle_discharging_energy_wh: 0.0061,
    coulombic_efficiency: open ? null : 0.989,
    coulombic_efficiency_reason: open ? 'cycle_open' : null,
    initial_coulombic_efficiency: at === 0 ? 0.989 : null,
    irreversible_capacity_ah: 0.00002,
    cumulative_irreversible_capacity_ah: 0.00002 * (at + 1),
    capacity_retention: at === 0 || open ? null : discharge / 0.0018,
    retention_reference: at === 0 || open ? null : 'first_after_formation_same_regime',
    retention_reference_cycle_count: at === 0 || open ? null : 2,
    mean_charging_voltage_volt: 3.75,
    mean_discharging_voltage_volt: 3.55,
    voltage_hysteresis_volt: 0.2,
    energy_efficiency: 0.93,
    specific_charging_capacity_mah_per_gram: null,
    specific_discharging_capacity_mah_per_gram: null,
    charging_c_rate: 1,
    discharging_c_rate: 1,
    charging_end_voltage_volt: 4.2,
    discharging_end_voltage_volt: 3,
    charging_end_reason: 'voltage',
    discharging_end_reason: 'voltage',
    charging_cv_share: 0,
    discharging_cv_share: 0,
    ...unmeasured,
    average_coulombic_efficiency: at === 0 || open ? null : 0.989,
    average_coulombic_efficiency_with_first: open ? null : 0.988,
    cumulative_coulombic_efficiency: at === 0 || open ? null : 0.989,
    averaged_cycles: open ? null : at,
    energy_density_watt_hour_per_kilogram: open ? null : 68.3 - at,
    projected_energy_density_watt_hour_per_kilogram: open ? null : 301.2 - at,
    mass_model: open ? null : 'coatings',
    leakage_current_ampere: at > 8 && !open ? 2e-6 : null,
    shunt_resistance_ohm: at > 8 && !open ? 516_667 : null,
    temperature_celsius: 60.1,
    temperature_set_point_celsius: 60,
    charging_edge: edge(71 + at),
    discharging_edge: open ? null : edge(76 + at),
    rest_after_charge: null,
    rest_after_discharge: open
      ? null
      : {
          edge: edge(74 + at),
          duration_second: 300,
          start_voltage_volt: 3.2,
          voltage_1s_volt: null,
          voltage_10s_volt: null,
          end_voltage_volt: 3.24,
          slope_volt_per_hour: 0.012,
          relaxed_voltage_volt: null,
          time_constant_second: null,
        },
    charging_peaks: [{ voltage_volt: 3.7, height_ah_per_volt: 0.006, area_ah: 0.0014, assignment: null }],
    purpose: at === 0 ? 'formation' : 'cycling',
    regime: '1C/1C',
    flags: at === 3 ? ['counter_used'] : [],
  };
}

function edge(resistance_ohm: number): EdgeResistance {
  return {
    record_index: 1,
    time_second: 0.01,
    current_step_ampere: 0.002,
    resistance_ohm,
    resistance_100ms_ohm: null,
    resistance_1s_ohm: resistance_ohm * 1.2,
    resistance_10s_ohm: resistance_ohm * 1.5,
    resistance_30s_ohm: null,
  };
}

function alert(cell_id: string, facts_version: string, raised_at_unix_second: number): CellAlert {
  return {
    cell_id,
    rule: 'CE_DROP',
    test_id: `${cell_id} test`,
    record_index: 1441,
    rule_version: 1,
    rules_version: '0',
    topic: 'cell.cycles',
    status: 'firing',
    changed_at_unix_second: null,
    changed_cycle_count: null,
    facts_version,
    revision: 1,
    retracted: false,
    severity: 'warning',
    raised_at_unix_second,
    derived_cycle_count: 5,
    message: 'coulombic efficiency fell from 98.9 % to 95.0 %',
    evidence: {
      quantity: 'coulombic_efficiency',
      unit: '1',
      value: 0.95,
      limit: 0.98,
      baseline: 0.989,
      regime: '1C/1C',
      first_record_index: 1441,
      last_record_index: 1800,
      chart: null,
    },
  };
}
