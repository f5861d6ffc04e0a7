import type { CellFacts } from '@cellwatch/events';
import { siliconTinDelithiation } from '../../../libs/electrochem/src/spec-support/silicon-tin-delithiation.js';
import type { GivenRecords, TruthCell, TruthCycle } from '../truth-cell.js';
import { disk_cm2 } from './shared.js';

/** Anodic peaks against lithium, in V. */
export const printedPeaks = [
  { name: 'Si 0.35', voltage_volt: 0.35, direction: 'charge' },
  { name: 'Si 0.54', voltage_volt: 0.54, direction: 'charge' },
  { name: 'LixSn 0.66', voltage_volt: 0.66, direction: 'charge' },
  { name: 'LixSn 0.73', voltage_volt: 0.73, direction: 'charge' },
  { name: 'LixSn 0.80', voltage_volt: 0.8, direction: 'charge' },
] as const;

const anode = {
  system: 'anode_half_cell',
  reference_electrode: 'lithium',
  active_loading_mg_per_cm2: 2.5,
  area_cm2: disk_cm2,
  one_c_milliampere_per_gram: 1200,
  lower_voltage_limit_volt: 0.01,
  upper_voltage_limit_volt: 2,
  expected_peaks: [...printedPeaks],
} as const satisfies Partial<CellFacts>;

/** A delithiation at 300 mA/g with 0.5 mV of noise, logged every so many seconds, against a reference. */
function delithiation(every_second: number, offset_volt = 0): { records: GivenRecords; capacity: number } {
  const { charge_ah, voltage_volt, total_ah } = siliconTinDelithiation(every_second, 0.0005, 7);
  const end = (total_ah / 0.3) * 3600;
  const seconds = charge_ah.map((charge) => Math.max(0.01, (charge / 0.3) * 3600));
  return {
    records: { seconds: [...seconds, end], volts: [...voltage_volt, 2].map((volt) => volt - offset_volt) },
    capacity: 1000 * total_ah,
  };
}

function halfCycle(every_second: number, offset_volt = 0): TruthCycle[] {
  const { records, capacity } = delithiation(every_second, offset_volt);
  return [{ capacities: [capacity / 0.9, capacity], current: 300, charging_records: records }];
}

const fullCell = delithiation(30);

export const peakCells: TruthCell[] = [
  { name: 'peaks-lithium', facts: anode, cycles: halfCycle(30), counters: false, keep_records: true },
  {
    name: 'peaks-lithium-indium',
    facts: {
      ...anode,
      reference_electrode: 'lithium_indium',
      lower_voltage_limit_volt: -0.61,
      upper_voltage_limit_volt: 1.38,
    },
    cycles: halfCycle(30, 0.62),
    counters: false,
  },
  { name: 'peaks-coarse', facts: anode, cycles: halfCycle(300), counters: false },
  {
    // the very same records, as if they were a full cell's
    name: 'peaks-full-cell',
    facts: {
      system: 'full_cell',
      active_loading_mg_per_cm2: 2.5,
      area_cm2: disk_cm2,
      one_c_milliampere_per_gram: 1200,
      lower_voltage_limit_volt: 0.01,
      upper_voltage_limit_volt: 2,
    },
    cycles: [
      {
        capacities: [fullCell.capacity, 0.9 * fullCell.capacity],
        current: 300,
        charging_records: fullCell.records,
        charging_volt: 1.5,
        discharging_volt: 0.4,
      },
    ],
    counters: false,
  },
];
