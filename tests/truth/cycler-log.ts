import { electrodeBasis } from '@cellwatch/electrochem';
import { quantise, stepTypes, type QuantityName, type RecordBatch } from '@cellwatch/events';
import { powerCurve, type Curve } from './curve.js';
import { startsWithDischarge, type GivenRecords, type TruthCell, type TruthCycle } from './truth-cell.js';

const interval_second = 500;
const rest_second = 300;
/** Of the half that begins after the last cycle, without which that would stay open. */
const lastShare = 0.2;
const begins_at = 1.7e9;

const columnNames = [
  'record_index',
  'unix_time_second',
  'test_time_second',
  'step_time_second',
  'step_id',
  'cycle_count',
  'voltage_volt',
  'current_ampere',
  'temperature_t1_celsius',
  'source_capacity_ah',
  'source_energy_wh',
  'end_status',
] as const satisfies QuantityName[];

/**
 * What a cycler would log of a cell, as one batch: a record 10 ms into each step, one every 500 s, and one at its end.
 * A rest is step 1; halves and the rests after them follow, so that half n of the cell's life is step 2n.
 */
export function cyclerLog(cell: TruthCell): RecordBatch {
  const rows: Record<(typeof columnNames)[number], number>[] = [];
  const states: number[] = [];
  let time = 0;
  let step = 0;

  function addStep(plan: {
    direction: number;
    ampere: number;
    seconds: number;
    times: number[];
    curve: Curve;
    cycle: number;
    celsius: number;
  }) {
    const { direction, ampere, seconds, times, curve } = plan;
    step++;
    for (const second of times) {
      const ended = second === times[times.length - 1];
      states.push(direction === 0 ? 0 : direction > 0 ? 1 : 2);
      rows.push({
        record_index: rows.length + 1,
        unix_time_second: begins_at + time + second,
        test_time_second: time + second,
        step_time_second: second,
        step_id: step,
        cycle_count: plan.cycle,
        voltage_volt: quantise('voltage_volt', curve.volt(second / seconds)),
        current_ampere: quantise('current_ampere', direction * ampere),
        temperature_t1_celsius: plan.celsius,
        source_capacity_ah: (ampere * second) / 3600,
        source_energy_wh: (ampere * seconds * curve.integral(second / seconds)) / 3600,
        end_status: ended ? (direction === 0 ? 129 : 133) : second === times[0] ? 0 : 1,
      });
    }
    time += times[times.length - 1];
  }

  function addRest(volt: number, cycle: number, celsius: number) {
    const curve = { volt: () => volt, integral: () => 0 };
    addStep({ direction: 0, ampere: 0, seconds: rest_second, times: [0.01, rest_second], curve, cycle, celsius });
  }

  function addHalf(cycle: TruthCycle, at: number, half: 0 | 1, share = 1) {
    const direction = startsWithDischarge(cell) === (half === 0) ? -1 : 1;
    const ampere = (cycle.current * electrodeBasis(cell.facts).active_mass_gram!) / 1000;
    const seconds = (cycle.capacities[half] / cycle.current) * 3600;
    const given = direction > 0 ? cycle.charging_records : cycle.discharging_records;
    const curve = given ? listedCurve(given, seconds) : usualCurve(cell, cycle, direction);
    const times = given?.seconds ?? coarse(seconds * share);
    const celsius = cycle.celsius ?? 25;
    addStep({ direction, ampere, seconds, times, curve, cycle: at, celsius });
    addRest(curve.volt(share) - direction * 0.05, at, celsius);
  }

  const [first] = cell.cycles;
  const { lower_voltage_limit_volt: lower, upper_voltage_limit_volt: upper } = cell.facts;
  addRest(startsWithDischarge(cell) ? upper! : lower!, 1, first.celsius ?? 25);
  cell.cycles.forEach((cycle, at) => {
    addHalf(cycle, at + 1, 0);
    addHalf(cycle, at + 1, 1);
  });
  const { charging_records: _c, discharging_records: _d, ...last } = cell.cycles[cell.cycles.length - 1];
  addHalf(last, cell.cycles.length + 1, 0, lastShare);

  const columns = Object.fromEntries(columnNames.map((name) => [name, Float64Array.from(rows, (row) => row[name])]));
  return {
    cell_id: cell.name,
    test_id: cell.name,
    equipment_id: '',
    channel_id: '1',
    source_format: 'truth',
    clock_source: 'wall',
    counter_reset: 'step',
    exported_at: begins_at + time,
    live: false,
    length: rows.length,
    columns: { ...columns, step_type: Float64Array.from(states, (state) => stepTypes.indexOf(words[state])) },
    cycler_state: { dictionary: ['R', 'C', 'D'], codes: Uint8Array.from(states) },
  };
}

const words = ['rest', 'charge', 'discharge'] as const;

function coarse(seconds: number): number[] {
  const times = [0.01];
  for (let second = interval_second; second < seconds - 0.01; second += interval_second) times.push(second);
  return [...times, seconds];
}

/** From limit to limit, less what the current's edge takes. */
function usualCurve({ facts }: TruthCell, cycle: TruthCycle, direction: 1 | -1): Curve {
  const { lower_voltage_limit_volt: lower = 0, upper_voltage_limit_volt: upper = 0, system } = facts;
  if (system === 'full_cell')
    return direction > 0
      ? powerCurve(lower + 1.2, upper, cycle.charging_volt ?? 3.75)
      : powerCurve(upper - 0.05, lower, cycle.discharging_volt ?? 3.55);
  return direction > 0
    ? powerCurve(lower + 0.09, upper, cycle.charging_volt ?? lower + 0.49)
    : powerCurve(lower + 0.59, lower, cycle.discharging_volt ?? lower + 0.19);
}

/** Straight between the given records. */
function listedCurve({ seconds, volts }: GivenRecords, length: number): Curve {
  return {
    volt(share) {
      const second = share * length;
      const at = Math.max(
        1,
        seconds.findIndex((known) => known >= second - 1e-9),
      );
      const part = (second - seconds[at - 1]) / (seconds[at] - seconds[at - 1]);
      return volts[at - 1] + part * (volts[at] - volts[at - 1]);
    },
    // such halves are logged without a counter of energy
    integral: () => 0,
  };
}
