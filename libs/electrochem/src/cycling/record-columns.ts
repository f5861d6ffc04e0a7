import type { CellFacts, QuantityName, RecordBatch } from '@cellwatch/events';

/** A batch's columns as the fold reads them: every column is there, `has` tells which the batch really brought. */
export interface RecordColumns {
  length: number;
  has: Record<(typeof read)[number], boolean> & { counter: boolean; energy_counter: boolean };
  values: Record<(typeof read)[number], Float64Array>;
  charge_counter: Float64Array;
  discharge_counter: Float64Array;
  charge_energy: Float64Array;
  discharge_energy: Float64Array;
  /** What the step had passed at each row by the trapezoid, in Ah: written as the row is added, read right after. */
  integrals: Float64Array;
  /** The same as the step's capacity counts: by the cycler's counter where that is valid. */
  passed: Float64Array;
  /** Magnitude in A at which a hold at constant voltage began, at each row that runs in one; 0 at any other. */
  held: Float64Array;
  ambient_temperature: Float64Array | undefined;
  cell_temperature: Float64Array | undefined;
  applied_pressure: Float64Array | undefined;
  state_codes: Uint8Array;
  state_words: string[];
}

const read = [
  'record_index',
  'unix_time_second',
  'test_time_second',
  'step_time_second',
  'step_id',
  'step_count',
  'step_type',
  'cycle_count',
  'voltage_volt',
  'current_ampere',
  'end_status',
] as const satisfies QuantityName[];

/** Codes of `step_type`. */
const charge = 2;
const discharge = 3;

/** What every record must have: absent, it is not a number. */
const measured = ['voltage_volt', 'current_ampere'];

let integrals = new Float64Array(512);
let passed = new Float64Array(512);
let held = new Float64Array(512);
let zeros = new Float64Array(512);
let nothing = new Float64Array(512).fill(NaN);
let noCodes = new Uint8Array(512);

/** `reversed`: the leads were swapped, so that voltage, current and direction are the other way round. */
export function recordColumns(batch: RecordBatch, reversed = false): RecordColumns {
  const { length } = batch;
  const columns = reversed ? turned(batch.columns) : batch.columns;
  if (zeros.length < length) {
    zeros = new Float64Array(length);
    integrals = new Float64Array(length);
    passed = new Float64Array(length);
    held = new Float64Array(length);
    nothing = new Float64Array(length).fill(NaN);
    noCodes = new Uint8Array(length);
  }
  const has = {} as RecordColumns['has'];
  const values = {} as RecordColumns['values'];
  for (const name of read) {
    const column = columns[name];
    has[name] = column !== undefined;
    values[name] = column ?? (measured.includes(name) ? nothing : zeros);
  }
  const charged = columns.source_charging_capacity_ah ?? columns.source_capacity_ah;
  const discharged = columns.source_discharging_capacity_ah ?? columns.source_capacity_ah;
  const chargeEnergy = columns.source_charging_energy_wh ?? columns.source_energy_wh;
  const dischargeEnergy = columns.source_discharging_energy_wh ?? columns.source_energy_wh;
  has.counter = charged !== undefined && discharged !== undefined;
  has.energy_counter = chargeEnergy !== undefined && dischargeEnergy !== undefined;
  return {
    length,
    has,
    values,
    charge_counter: charged ?? zeros,
    discharge_counter: discharged ?? zeros,
    charge_energy: chargeEnergy ?? zeros,
    discharge_energy: dischargeEnergy ?? zeros,
    integrals,
    passed,
    held,
    ambient_temperature: columns.ambient_temperature_celsius,
    cell_temperature: columns.temperature_t1_celsius,
    applied_pressure: columns.applied_pressure_pa,
    state_codes: batch.cycler_state?.codes ?? noCodes,
    state_words: batch.cycler_state?.dictionary ?? [],
  };
}

function turned(columns: RecordBatch['columns']): RecordBatch['columns'] {
  const minus = (column?: Float64Array) => column?.map((value) => -value);
  return {
    ...columns,
    voltage_volt: minus(columns.voltage_volt),
    current_ampere: minus(columns.current_ampere),
    step_type: columns.step_type?.map((type) => (type === charge ? discharge : type === discharge ? charge : type)),
    source_charging_capacity_ah: columns.source_discharging_capacity_ah,
    source_discharging_capacity_ah: columns.source_charging_capacity_ah,
    source_charging_energy_wh: columns.source_discharging_energy_wh,
    source_discharging_energy_wh: columns.source_charging_energy_wh,
  };
}

export function isReversed({ facts }: { facts: CellFacts }): boolean {
  return facts.polarity === 'reversed';
}
