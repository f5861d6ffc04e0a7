import { maccorPreamble } from '../maccor-preamble.js';
import type { Layout, LayoutColumn } from '../layout.js';

/** O, P and S stand still: suspended (ES 193), paused, stopped; such a test may be resumed. FRA is a sweep. */
const states: Layout['states'] = {
  C: 'charge',
  D: 'discharge',
  R: 'rest',
  O: 'pause',
  P: 'pause',
  S: 'pause',
  FRA: 'control',
};

const voltage = { quantity: 'voltage_volt', unit: 'V', required: true } as const;
const current = { quantity: 'current_ampere', unit: 'A', required: true } as const;
const step = { names: ['step'], quantity: 'step_id', required: true } as const;
const date = { names: ['dpt time'], quantity: 'unix_time_second' } as const;
const status = { names: ['es'], quantity: 'end_status' } as const;

const temperature: LayoutColumn[] = [
  { names: ['temp 1', 't1', 'ev temp'], quantity: 'temperature_t1_celsius', unit: 'C' },
  {
    names: ['aux #1', 'aux #2', 'aux #3', 'aux #4'],
    quantity: 'temperature_t1_celsius',
    unit: 'C',
    unit_beside: ['units'],
  },
];

const resistances: LayoutColumn[] = [
  { names: ['acimp'], quantity: 'ac_internal_resistance_ohm', unit: 'ohm', zero_is_missing: true },
  { names: ['dcir'], quantity: 'dc_internal_resistance_ohm', unit: 'ohm', zero_is_missing: true },
];

/** The text export of MIMS: the same columns, with the clock in one of three ways. */
const text: LayoutColumn[] = [
  { names: ['rec#'], quantity: 'record_index', required: true },
  { names: ['cyc#'], quantity: 'cycle_count', required: true },
  step,
  { names: ['amp-hr'], quantity: 'source_capacity_ah', unit: 'Ah' },
  { names: ['watt-hr'], quantity: 'source_energy_wh', unit: 'Wh' },
  { names: ['amps'], ...current },
  { names: ['volts'], ...voltage },
  { names: ['state'], quantity: 'cycler_state', required: true },
  status,
  date,
  ...resistances,
  ...temperature,
];

function clock(test: string, step_name: string, unit: Pick<LayoutColumn, 'unit' | 'printed_unit'>): LayoutColumn[] {
  return [
    { names: [test], quantity: 'test_time_second', required: true, ...unit },
    { names: [step_name], quantity: 'step_time_second', required: true, ...unit },
  ];
}

/** What every CSV export has after its clocks and counters. */
const measuredInCsv: Layout['columns'] = [
  { names: ['current'], ...current },
  { names: ['voltage'], ...voltage },
  { names: ['state', 'md'], quantity: 'cycler_state' },
  status,
  date,
  ...resistances,
  ...temperature,
];

/**
 * Maccor's text exports, a table a variant. Dropped by declaration: VAR1-15, WF counters, Loop1-4, Range, Cycle P, further
 * Aux channels. `Amp-hr` and `Watt-hr` are unsigned whatever the current is. The minutes layout has been seen to restart its
 * counter by step and, in pulse trains, to hold it and count down: the layout cannot tell which, so it says `unknown`.
 */
export const maccorLayouts: readonly Layout[] = [
  {
    source_format: 'maccor.text.seconds',
    title:
      'Maccor text export, time in seconds: Rec#, Cyc#, Step, Test (Sec), Step (Sec), Amp-hr, ... State, ES, DPt Time',
    columns: [...text, ...clock('test', 'step', { printed_unit: 'sec' })],
    counter_reset: 'step',
    states,
    preamble: maccorPreamble,
  },
  {
    source_format: 'maccor.text.minutes',
    title:
      'Maccor text export, time in minutes: Rec#, Cyc#, Step, Test (Min), Step (Min), Amp-hr, ... State, ES, DPt Time',
    columns: [...text, ...clock('test', 'step', { printed_unit: 'min' })],
    counter_reset: 'unknown',
    states,
    preamble: maccorPreamble,
  },
  {
    source_format: 'maccor.text.clock',
    title:
      'Maccor text export, time as 0d 00:00:00.0: Rec#, Cyc#, Step, TestTime, StepTime, Amp-hr, ... State, ES, DPt Time',
    columns: [...text, ...clock('testtime', 'steptime', { unit: 'clock' })],
    counter_reset: 'step',
    states,
    preamble: maccorPreamble,
  },
  {
    source_format: 'maccor.keyed.minutes',
    title:
      'Maccor export with a key and value header, time in minutes: Rec, Cycle P, Cycle C, Step, TestTime, StepTime, Cap. [Ah], ... Md, ES, DPT Time',
    columns: [
      { names: ['rec'], quantity: 'record_index', required: true },
      { names: ['cycle c'], quantity: 'cycle_count', required: true },
      step,
      ...clock('testtime', 'steptime', { unit: 'min' }),
      { names: ['cap.'], quantity: 'source_capacity_ah', unit: 'Ah' },
      { names: ['ener.'], quantity: 'source_energy_wh', unit: 'Wh' },
      { names: ['current'], ...current },
      { names: ['voltage'], ...voltage },
      { names: ['md'], quantity: 'cycler_state', required: true },
      status,
      date,
      ...resistances,
      ...temperature,
    ],
    counter_reset: 'step',
    states,
    preamble: maccorPreamble,
  },
  {
    source_format: 'maccor.csv.named',
    title:
      'Maccor CSV export: Rec, Cycle C, Step, Test Time (sec), Step Time (sec), Capacity, Energy, Current, Voltage, DPT Time',
    columns: [
      { names: ['rec'], quantity: 'record_index', required: true },
      { names: ['cycle c'], quantity: 'cycle_count', required: true },
      step,
      ...clock('test time', 'step time', { printed_unit: 'sec' }),
      { names: ['capacity'], quantity: 'source_capacity_ah', unit: 'Ah' },
      { names: ['energy'], quantity: 'source_energy_wh', unit: 'Wh' },
      ...measuredInCsv,
    ],
    counter_reset: 'step',
    states,
    preamble: maccorPreamble,
  },
  {
    source_format: 'maccor.csv.units',
    title:
      'Maccor CSV export without a record number: Cyc#, Step, TestTime(s), StepTime(s), Capacity(Ah), Watt-hr, Current(A), Voltage(V)',
    columns: [
      { names: ['cyc#'], quantity: 'cycle_count', required: true },
      step,
      ...clock('testtime', 'steptime', { printed_unit: 's' }),
      { names: ['capacity'], quantity: 'source_capacity_ah', unit: 'Ah' },
      { names: ['watt-hr'], quantity: 'source_energy_wh', unit: 'Wh' },
      ...measuredInCsv,
    ],
    counter_reset: 'step',
    states,
    preamble: maccorPreamble,
  },
];
