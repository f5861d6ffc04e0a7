import type { CellFacts, RecordBatch } from '@cellwatch/events';
import { batchOf, type SpecRecord } from './batch-of.js';
import { random } from './random.js';

/**
 * Tests of one cell with everything that real files hold: undeclared edges, noise, pulses, tapers, repeated and backward
 * clocks, holes in number and time, counters of every reset, absent values, aborted halves, resumed tests.
 */
export function messyTests(seed: number): { facts: Partial<CellFacts>; tests: RecordBatch[] } {
  const next = random(seed);
  const chance = (share: number) => next() < share;
  const among = <T>(...values: T[]): T => values[Math.floor(next() * values.length)];
  const facts: Partial<CellFacts> = {};
  if (chance(0.7)) facts.system = among('full_cell', 'anode_half_cell', 'cathode_half_cell', 'symmetric_cell');
  if (chance(0.6)) facts.nominal_capacity_ah = 1;
  if (chance(0.3)) facts.retention_reference = among('cycle1', 'max_first_5');
  if (chance(0.3)) Object.assign(facts, { upper_voltage_limit_volt: 4.2, lower_voltage_limit_volt: 3 });
  if (chance(0.1)) facts.polarity = 'reversed';
  if (chance(0.2)) Object.assign(facts, { check_up_cycles: [2], c_rate_schedule: [{ from_cycle: 1, c_rate: 1 }] });
  const tests: RecordBatch[] = [];
  let unix = 1.7e9;
  const count = among(1, 1, 2, 3);
  for (let test = 0; test < count; test++) {
    const has = {
      counter: among('none', 'none', 'step', 'test', 'block'),
      split: chance(0.2),
      declared: chance(0.6),
      state: chance(0.5),
      step_time: chance(0.7),
      status: chance(0.5),
      messy: chance(0.6),
    };
    const records: SpecRecord[] = [];
    let index = among(0, 1, 500);
    let time = among(0, 0.01, 1000);
    let step = 0;
    let stepBegan = time;
    let capacity = 0;
    let charged = 0;
    let discharged = 0;
    let cycle = 1;
    const add = (current: number, voltage: number, seconds: number, more: SpecRecord = {}) => {
      time += seconds;
      const passed = (Math.abs(current) * seconds) / 3600;
      capacity += passed;
      if (current > 0) charged += passed;
      else discharged += passed;
      const elapsed = Math.round((time - stepBegan) * 1e6) / 1e6;
      const record: SpecRecord = {
        record_index: index++,
        unix_time_second: unix + time,
        test_time_second: Math.round(time * 1e6) / 1e6,
        voltage_volt: Math.round(voltage * 1e6) / 1e6,
        current_ampere: Math.round(current * 1e8) / 1e8,
        cycle_count: cycle,
        ...(has.step_time && { step_time_second: elapsed }),
        ...(has.declared && { step_id: step % 5, step_count: step }),
        ...(has.state && { cycler_state: current === 0 ? 'R' : current > 0 ? 'C' : 'D' }),
        ...(has.state && { step_type: current === 0 ? 1 : current > 0 ? 2 : 3 }),
        ...(has.counter !== 'none' && !has.split && { source_capacity_ah: capacity, source_energy_wh: capacity * 3.6 }),
        ...(has.counter !== 'none' &&
          has.split && { source_charging_capacity_ah: charged, source_discharging_capacity_ah: discharged }),
        ...(has.status && { end_status: 1 }),
        ...more,
      };
      if (has.messy) {
        if (chance(0.01)) record.current_ampere = NaN;
        if (chance(0.01)) delete record.source_capacity_ah;
        if (chance(0.01)) record.step_id = NaN;
        if (chance(0.005)) record.current_ampere = -record.current_ampere! * among(0, 0.5, 1);
        if (chance(0.01)) index += 1 + Math.floor(next() * 3);
        if (chance(0.006)) time += among(700, 5000);
        if (chance(0.005)) record.test_time_second = 0;
      }
      records.push(record);
      if (has.messy && chance(0.01)) records.push({ ...record, record_index: index++ });
      if (has.messy && chance(0.003)) stepBegan = time = among(0, time / 2);
    };
    const begin = () => {
      step++;
      stepBegan = time;
      if (has.counter === 'step' || (has.counter === 'block' && chance(0.5))) capacity = 0;
    };
    const interval = among(60, 120, 240);
    const hold = (current: number, seconds: number, from: number, to: number) => {
      begin();
      const n = Math.max(1, Math.round(seconds / interval));
      for (let k = 0; k < n; k++)
        add(current * (1 + (next() - 0.5) * 1e-3), from + ((to - from) * (k + 1)) / n, k === 0 ? 0.03 : interval, {
          ...(has.status && k === n - 1 && { end_status: among(129, 133, 132) }),
        });
    };
    for (let steps = 2 + Math.floor(next() * 14); steps > 0; steps--) {
      const kind = next();
      if (kind < 0.3) hold(among(0.5, 1, 2), among(1800, 3600, 200), 3.2, 4.2);
      else if (kind < 0.6) hold(-among(0.5, 1, 2), among(1800, 3600, 200), 4.1, 3);
      else if (kind < 0.7) {
        begin();
        for (let k = 0; k < 20; k++) add(Math.exp(-k / 8), 4.2, k === 0 ? 0.1 : 30);
      } else if (kind < 0.8)
        for (let pulse = 0; pulse < 3; pulse++) {
          hold(-5, 10, 3.7, 3.6);
          hold(0, 40, 3.7, 3.7);
          hold(3, 10, 3.7, 3.8);
        }
      else if (kind < 0.9) hold(0, among(60, 1800), 3.7, 3.7);
      else for (let k = 0; k < 10; k++) add((next() - 0.5) * 1e-4, 3.7, interval);
      if (chance(0.2)) cycle++;
    }
    tests.push(batchOf(records, { test_id: `t${test}`, source_format: among('maccor.text.seconds', 'other') }));
    unix += 1e6;
  }
  return { facts, tests };
}
