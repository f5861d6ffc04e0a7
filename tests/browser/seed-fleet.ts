import {
  declareFacts,
  sliceBatch,
  type CellAlert,
  type CellFacts,
  type CycleSummary,
  type RecordBatch,
} from '@cellwatch/events';
import { inTransaction, landAlerts, landCycles, landFacts, landRecords, type Pool } from '@cellwatch/timescale';
import { random } from '../support/random.js';
import { measuredOf, peaksOf, type SeededPeaks } from './seed-measured.js';

export interface SeededCell {
  facts: CellFacts;
  channel_id: string;
  live: boolean;
  cycles: number;
  fade: number;
  /** Cycle from which CE falls. */
  short_from?: number;
  /** C-rates and their share of the slowest one's capacity, eight cycles each. */
  rates?: [rate: number, share: number][];
  /** Of the capacity at the coldest set point, per °C. */
  warmth?: number;
}

const nominal_ah = 0.0020781;
const current_a = 0.00062345;
const stepSecond = 60;
const half = 180;
const rest = 12;
const perCycle = 2 * (half + rest);

const weighed = {
  area_cm2: 0.785398,
  active_loading_mg_per_cm2: 14.7,
  one_c_milliampere_per_gram: 180,
  active_fraction: 0.77,
  n_to_p_ratio: 1.1,
  counter_specific_capacity_mah_per_gram: 1137,
  counter_active_fraction: 0.7,
  separator_thickness_micrometer: 600,
  projected_separator_thickness_micrometer: 30,
  separator_density_gram_per_cm3: 1.6977,
  temperature_set_point_celsius: 60,
  formation_cycles: [1],
} satisfies Partial<CellFacts>;

export const seededCells: SeededCell[] = [
  { facts: full('assb-03', 'Pouch 03'), channel_id: '3', live: true, cycles: 60, fade: 0.0007 },
  { facts: full('assb-04', 'Pouch 04'), channel_id: '4', live: true, cycles: 60, fade: 0.0021, short_from: 52 },
  {
    facts: full('assb-05', 'Si-graphite-carbon ‖ NCM811 at 60 °C, second series'),
    channel_id: '5',
    live: true,
    cycles: 31,
    fade: 0.0004,
  },
  {
    facts: declareFacts({
      cell_id: 'half-11',
      system: 'anode_half_cell',
      nominal_capacity_ah: nominal_ah,
      reference_electrode: 'lithium',
      area_cm2: 0.785398,
      active_loading_mg_per_cm2: 1.8,
      expected_peaks: [
        { name: 'Si', voltage_volt: 0.35, direction: 'charge' },
        { name: 'Si (2)', voltage_volt: 0.54, direction: 'charge' },
        { name: 'LiₓSn', voltage_volt: 0.73, direction: 'charge' },
      ],
    }),
    channel_id: '11',
    live: true,
    cycles: 24,
    fade: 0.003,
  },
  { facts: declareFacts({ cell_id: 'unknown-17' }), channel_id: '17', live: true, cycles: 9, fade: 0.001 },
  {
    facts: full('assb-01', 'Pouch 01'),
    channel_id: '1',
    live: false,
    cycles: 40,
    fade: 0.0005,
    rates: [
      [0.1, 1],
      [0.3, 0.97],
      [1, 0.86],
      [3, 0.454],
      [0.1, 1],
    ],
  },
  {
    facts: full('assb-07', 'Pouch 07', {
      temperature_schedule: [25, 40, 60, 80].map((celsius, at) => ({ from_cycle: 1 + 4 * at, celsius })),
    }),
    channel_id: '7',
    live: false,
    cycles: 17,
    fade: 0.0002,
    warmth: 0.0086,
  },
];

function full(cell_id: string, label?: string, more: Partial<CellFacts> = {}): CellFacts {
  return declareFacts({
    cell_id,
    label,
    system: 'full_cell',
    nominal_capacity_ah: nominal_ah,
    // One cell of which nobody weighed anything.
    ...(cell_id === 'assb-05' ? {} : weighed),
    ...more,
  });
}

export const testOf = (cell_id: string) => `${cell_id} cycling`;

/** A small lab with history: records every minute, cycles, and one alert, ending at `now_second`. */
export async function seedFleet(pool: Pool, now_second: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    await landFacts(
      client,
      seededCells.map(({ facts }) => facts).filter(({ facts_version }) => facts_version !== '0'),
    );
    for (const [index, cell] of seededCells.entries()) {
      const batch = recordsOf(cell, now_second, index + 1);
      const slices: RecordBatch[] = [];
      for (let from = 0; from < batch.length; from += 500)
        slices.push(sliceBatch(batch, from, Math.min(batch.length, from + 500)));
      await landRecords(client, slices);
      const cycles = cyclesOf(cell, batch, index + 1);
      await landCycles(client, cycles);
      if (cell.short_from !== undefined) await landAlerts(client, [dropAlert(cycles[cell.short_from + 2])]);
    }
  });
}

export function recordsOf(
  { facts, channel_id, live, cycles }: SeededCell,
  now_second: number,
  seed: number,
): RecordBatch {
  // The last cycle is still running, at a place of its own.
  const length = cycles * perCycle - 20 - seed * 37;
  const began = now_second - (length - 1) * stepSecond;
  const noise = random(seed);
  const column = (value: (index: number) => number) => Float64Array.from({ length }, (_, index) => value(index));
  const reverse = facts.system === 'anode_half_cell';
  /** `share` of the charge in the cell; an anode half-cell begins with its discharge. `rested`: records since the load. */
  const at = (index: number) => {
    const place = index % perCycle;
    const first = place < half + rest;
    const along = Math.min(1, (first ? place : place - half - rest) / half);
    const rested = (first ? place : place - half - rest) - half;
    const charging = first !== reverse;
    return { kind: rested >= 0 ? 1 : charging ? 2 : 3, charging, share: charging ? along : 1 - along, rested };
  };
  return {
    cell_id: facts.cell_id,
    test_id: testOf(facts.cell_id),
    equipment_id: 'maccor-2',
    channel_id,
    source_format: 'maccor.text.seconds',
    clock_source: 'wall',
    counter_reset: 'step',
    exported_at: now_second,
    live,
    length,
    columns: {
      record_index: column((index) => index + 1),
      unix_time_second: column((index) => Math.round((began + index * stepSecond) * 1e6) / 1e6),
      test_time_second: column((index) => index * stepSecond),
      step_type: column((index) => at(index).kind),
      cycle_count: column((index) => Math.floor(index / perCycle)),
      voltage_volt: column((index) => {
        const { charging, share, rested } = at(index);
        const drop = (charging ? 0.05 : -0.07) * (rested < 0 ? 1 : 0.6 * Math.exp(-rested / 4));
        const ripple = (noise() - 0.5) * 0.0006;
        const aged = 1 + (0.6 * Math.floor(index / perCycle)) / cycles;
        const volt = reverse ? anodeVolt(share) + (drop * aged) / 5 : fullVolt(share) + drop * aged;
        return Math.round((volt + ripple) * 1e5) / 1e5;
      }),
      current_ampere: column((index) => ({ 1: 0, 2: current_a, 3: -current_a })[at(index).kind]!),
      temperature_t1_celsius: column(() => Math.round((60 + (noise() - 0.5) * 0.4) * 100) / 100),
    },
  };
}

function fullVolt(share: number): number {
  return 3.35 + 0.62 * share + 0.16 * Math.tanh(9 * (share - 0.06)) + 0.06 * Math.sin(6.5 * share);
}

/** Silicon at 0.35 and 0.54 V and tin at 0.73 V against lithium, on a slope: charge over voltage, turned round. */
const anodeShape: number[] = [];
function anodeVolt(share: number): number {
  if (anodeShape.length === 0) {
    const wave = (volt: number, at: number, width: number) => 1 / (1 + Math.exp(-(volt - at) / width));
    for (let volt = 0.01; volt <= 1.5; volt += 0.001)
      anodeShape.push(
        0.42 * wave(volt, 0.35, 0.03) + 0.3 * wave(volt, 0.54, 0.03) + 0.1 * wave(volt, 0.73, 0.012) + 0.12 * volt,
      );
  }
  const [least, most] = [anodeShape[0], anodeShape[anodeShape.length - 1]];
  const wanted = least + share * (most - least);
  const at = anodeShape.findIndex((charge) => charge >= wanted);
  const before = Math.max(1, at < 0 ? anodeShape.length - 1 : at);
  const part = (wanted - anodeShape[before - 1]) / (anodeShape[before] - anodeShape[before - 1]);
  return 0.01 + 0.001 * (before - 1 + part);
}

const peaksByCell = new Map<string, SeededPeaks>();

export function cyclesOf(cell: SeededCell, batch: RecordBatch, seed: number): CycleSummary[] {
  const noise = random(seed + 100);
  const { facts, cycles, fade, short_from = Infinity, rates, warmth = 0 } = cell;
  const peaks = peaksByCell.get(facts.cell_id) ?? peaksOf(facts, batch);
  peaksByCell.set(facts.cell_id, peaks);
  let sum = 0;
  let initial = 0;
  const reverse = facts.system === 'anode_half_cell';
  let lost_ah = 0;
  return Array.from({ length: cycles }, (_, index): CycleSummary => {
    const open = index === cycles - 1;
    const first = index * perCycle;
    const last = Math.min(batch.length, first + perCycle) - 1;
    const shorted = Math.max(0, index - short_from);
    const efficiency = index === 0 ? 0.781 : 0.9987 - shorted * 0.0018 + (noise() - 0.5) * 0.0006;
    const [rate, share] = rates ? rates[Math.min(rates.length - 1, index >> 3)] : [0.3, 1];
    const celsius = facts.temperature_schedule?.findLast(({ from_cycle }) => from_cycle <= index + 1)?.celsius ?? 60;
    const second_ah =
      (0.00178 * share + warmth * 0.00178 * (celsius - 60)) *
      (1 - fade * index - shorted * 0.0009) *
      (index === 0 ? 1.01 : 1 + (noise() - 0.5) * 0.001);
    const first_ah = second_ah / efficiency;
    const known = facts.system !== undefined;
    if (!open) lost_ah += first_ah - second_ah;
    const whole = <T>(value: T) => (open || !known ? null : value);
    // A number against others needs equal conditions.
    const steady = <T>(value: T) => (index === 0 || (rates && share !== 1) || warmth > 0 ? null : whole(value));
    if (index === 0) initial = efficiency;
    else sum += efficiency;
    const average = {
      with_first: (sum + initial) / (index + 1),
      without: index === 0 ? null : sum / index,
      cycles: index,
    };
    return {
      cell_id: facts.cell_id,
      test_id: batch.test_id,
      first_record_index: first + 1,
      definition_version: 1,
      facts_version: facts.facts_version,
      revision: 1,
      retracted: false,
      last_record_index: last + 1,
      derived_cycle_count: index + 1,
      cycle_count: index,
      status: open ? 'open' : 'complete',
      first_direction: reverse ? 'discharge' : 'charge',
      started_at_unix_second: batch.columns.unix_time_second![first],
      ended_at_unix_second: batch.columns.unix_time_second![last],
      cycle_duration_second: (last - first) * stepSecond,
      cycle_charging_capacity_ah: reverse ? second_ah : first_ah,
      cycle_discharging_capacity_ah: open ? 0 : reverse ? first_ah : second_ah,
      cycle_charging_energy_wh: first_ah * 3.81,
      cycle_discharging_energy_wh: open ? 0 : second_ah * 3.64,
      coulombic_efficiency: whole(efficiency),
      coulombic_efficiency_reason: known ? (open ? 'cycle_open' : null) : 'role_unknown',
      initial_coulombic_efficiency: index === 0 ? whole(efficiency) : null,
      irreversible_capacity_ah: whole(first_ah - second_ah),
      cumulative_irreversible_capacity_ah: whole(lost_ah),
      capacity_retention: steady(second_ah / (0.00178 * (1 - fade))),
      retention_reference: steady('first_after_formation_same_regime'),
      retention_reference_cycle_count: steady(2),
      mean_charging_voltage_volt: 3.81,
      mean_discharging_voltage_volt: open ? null : 3.64,
      voltage_hysteresis_volt: open ? null : 0.17,
      charging_c_rate: rate,
      discharging_c_rate: rate,
      charging_end_voltage_volt: 4.3,
      discharging_end_voltage_volt: open ? null : 2.0,
      charging_end_reason: 'voltage',
      discharging_end_reason: open ? null : 'voltage',
      charging_cv_share: 0,
      discharging_cv_share: open ? null : 0,
      ...measuredOf(facts, { index, open, reverse, first_ah, second_ah, shorted, average }),
      ...peaks.get(first + 1),
      regime: whole(`charge ${rate}C to 4.30 V CC, discharge ${rate}C to 2.00 V CC, ${celsius} °C`),
      flags: known ? (index % 17 === 5 ? ['gap_filled', 'missing_records'] : []) : ['role_unknown'],
    };
  });
}

export function dropAlert(cycle: CycleSummary): CellAlert {
  return {
    cell_id: cycle.cell_id,
    rule: 'CE_DROP',
    test_id: cycle.test_id,
    record_index: cycle.first_record_index,
    rule_version: 1,
    rules_version: '0',
    topic: 'cell.cycles',
    status: 'firing',
    changed_at_unix_second: null,
    changed_cycle_count: null,
    facts_version: cycle.facts_version,
    revision: 1,
    retracted: false,
    severity: 'warning',
    raised_at_unix_second: cycle.ended_at_unix_second,
    derived_cycle_count: cycle.derived_cycle_count,
    message: `Coulombic efficiency fell to ${((cycle.coulombic_efficiency ?? 0) * 100).toFixed(2)} % in cycle ${cycle.derived_cycle_count}: a soft short is possible.`,
    evidence: {
      quantity: 'coulombic_efficiency',
      unit: '1',
      value: cycle.coulombic_efficiency ?? 0,
      limit: 0.9965,
      baseline: 0.9987,
      regime: cycle.regime,
      first_record_index: cycle.first_record_index,
      last_record_index: cycle.last_record_index,
      chart: null,
    },
  };
}
