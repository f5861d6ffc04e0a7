import type { CellAlert, CellFacts, QuantityName, RecordBatch } from '@cellwatch/events';
import { defaultRules } from '../../default-rules.js';
import { evolveRecordRules, initialRecordRulesState } from '../evolve-record-rules.js';

type Of = number | ((second: number) => number);

export interface Step {
  /** A; positive charges. */
  ampere: Of;
  seconds: number;
  /** V by the second of the step. */
  volt: Of;
  interval?: number;
  celsius?: Of;
  pascal?: Of;
  /** The cycler says nothing of it: no step number, no type. */
  silent?: boolean;
  cycle?: number;
}

/** A cell of 1 Ah at 0.5C between 2.5 and 4.2 V, by whose facts a spec's tests go. */
export const facts: CellFacts = {
  cell_id: 'cell',
  facts_version: 'f',
  system: 'full_cell',
  nominal_capacity_ah: 1,
  lower_voltage_limit_volt: 2.5,
  upper_voltage_limit_volt: 4.2,
};

const resistance = 0.1;
export const halfSecond = 7000;
/** Resting voltage of that cell at a share of its capacity. */
const rested = (share: number) => 2.6 + 1.5 * share;

type Half = Partial<Step> & { add?: (second: number) => number; ohm?: number };

export interface Log {
  rows: Partial<Record<QuantityName, number>>[];
  step(step: Step): Log;
  charge(over?: Half): Log;
  discharge(over?: Half): Log;
  rest(volt: Of, over?: Partial<Step>): Log;
  /** Charge, rest, discharge, rest. */
  cycle(charge?: Half, discharge?: Half): Log;
  cycles(count: number, charge?: Half, discharge?: Half): Log;
  /** A row like the last one, changed. */
  row(over: Partial<Record<QuantityName, number>>): Log;
  batch(): RecordBatch;
  alerts(over?: Partial<CellFacts>): CellAlert[];
  /** Every alert that was told of as `rule status severity`. */
  told(over?: Partial<CellFacts>): string[];
}

/** Records as a cycler logs them, step after step: one 0.1 s after the edge, one each interval, one at the step's end. */
export function log(test_id = 'test', unix = 1.7e9, start = 0): Log {
  const rows: Partial<Record<QuantityName, number>>[] = [];
  let time = start;
  let step = 0;
  const of = (value: Of, second: number) => (typeof value === 'number' ? value : value(second));
  const self: Log = {
    rows,
    step({ ampere, seconds, volt, interval = 10, celsius, pascal, silent = false, cycle }: Step) {
      step++;
      const at = new Set<number>([0.1]);
      for (let second = interval; second < seconds; second += interval) at.add(second);
      at.add(seconds);
      for (const second of at) {
        const current = of(ampere, second);
        rows.push({
          record_index: rows.length + 1,
          unix_time_second: unix + time + second,
          test_time_second: Math.round(1000 * (time + second)) / 1000,
          voltage_volt: Math.round(1e6 * of(volt, second)) / 1e6,
          current_ampere: current,
          ...(!silent && {
            step_time_second: second,
            step_count: step,
            step_type: current === 0 ? 1 : current > 0 ? 2 : 3,
          }),
          ...(cycle !== undefined && { cycle_count: cycle }),
          ...(celsius !== undefined && { ambient_temperature_celsius: of(celsius, second) }),
          ...(pascal !== undefined && { applied_pressure_pa: of(pascal, second) }),
        });
      }
      time += seconds;
      return self;
    },
    charge(over = {}) {
      const { add = () => 0, ohm = resistance, ...rest } = over;
      const volt = (second: number) => rested(second / halfSecond) + 0.5 * ohm + add(second);
      return self.step({ ampere: 0.5, seconds: halfSecond, volt, ...rest });
    },
    discharge(over = {}) {
      const { add = () => 0, ohm = resistance, ...rest } = over;
      const volt = (second: number) => rested(1 - second / halfSecond) - 0.5 * ohm + add(second);
      return self.step({ ampere: -0.5, seconds: halfSecond, volt, ...rest });
    },
    rest(volt, over = {}) {
      return self.step({ ampere: 0, seconds: 600, volt, ...over });
    },
    cycle(charge = {}, discharge = {}) {
      const rest = { celsius: charge.celsius, pascal: charge.pascal };
      return self.charge(charge).rest(4.1, rest).discharge(discharge).rest(2.6, rest);
    },
    cycles(count, charge, discharge) {
      for (let number = 0; number < count; number++) self.cycle(charge, discharge);
      return self;
    },
    row(over) {
      rows.push({ ...rows[rows.length - 1], record_index: rows.length + 1, ...over });
      return self;
    },
    batch() {
      const names = new Set(rows.flatMap((row) => Object.keys(row) as QuantityName[]));
      const columns: RecordBatch['columns'] = {};
      for (const name of names) columns[name] = Float64Array.from(rows, (row) => row[name] ?? NaN);
      return {
        cell_id: 'cell',
        test_id,
        equipment_id: '',
        channel_id: '1',
        source_format: 'spec',
        clock_source: 'wall',
        counter_reset: 'unknown',
        exported_at: 0,
        live: false,
        length: rows.length,
        columns,
      };
    },
    alerts(over = {}) {
      return alertsOf([self.batch()], over);
    },
    told(over = {}) {
      return self.alerts(over).map(({ rule, status, severity }) => `${rule} ${status} ${severity}`);
    },
  };
  return self;
}

export function alertsOf(batches: readonly RecordBatch[], over: Partial<CellFacts> = {}): CellAlert[] {
  let state = initialRecordRulesState({ ...facts, ...over });
  const alerts: CellAlert[] = [];
  for (const batch of batches) {
    const evolved = evolveRecordRules(state, batch, defaultRules());
    if (evolved.disordered) throw new Error('expected records in order');
    alerts.push(...evolved.alerts);
    state = evolved.state;
  }
  return alerts;
}

/** Noise of a given deviation, the same for the same seed. */
export function noise(deviation: number, seed = 1): (second: number) => number {
  return (second) => {
    const hash = (k: number) => {
      const x = Math.sin((second + 1) * 12.9898 + k * 78.233 + seed * 37.719) * 43758.5453;
      return x - Math.floor(x);
    };
    return deviation * Math.sqrt(-2 * Math.log(1 - hash(1))) * Math.cos(2 * Math.PI * hash(2));
  };
}
