import type { RecordBatch } from '@cellwatch/events';

export interface MaccorTextOptions {
  /** How test and step time are printed: seconds, minutes with four decimals, or `0d 00:00:00.0000`. */
  clock: 'second' | 'minute' | 'day';
  /** False: amperes without sign, as many exports have them; the state tells the direction. */
  signed_current: boolean;
  /** False: the columns Amp-hr and Watt-hr are left out, as an export may be set to. */
  counters?: boolean;
  /** True: the first sensor is printed, as Temp 1. */
  temperature?: boolean;
  /** As the header gives it; the extension is the channel. */
  file_name: string;
  procedure: string;
  comment: string;
  /** Day of the export and of the test's start, Unix seconds; all clocks are printed in UTC. */
  exported_at_unix_second: number;
  started_at_unix_second: number;
}

const columnNames = {
  second: ['Test (Sec)', 'Step (Sec)'],
  minute: ['Test (Min)', 'Step (Min)'],
  day: ['TestTime', 'StepTime'],
};

/**
 * A Maccor text export of some batches of one test, a piece of text per batch, with CRLF line ends. Values are printed with as
 * many decimals as their quantity is stored with, so that a parser gives back the very same numbers; only the minutes of a `minute`
 * clock are rounded. Batches without step, state or counters cannot be written: throws naming the column.
 */
export function* writeMaccorText(batches: Iterable<RecordBatch>, options: MaccorTextOptions): Generator<string> {
  const { file_name, procedure, comment, counters = true, temperature = false } = options;
  const counted = counters ? ['Amp-hr', 'Watt-hr'] : [];
  const names = ['Rec#', 'Cyc#', 'Step', ...columnNames[options.clock], ...counted, 'Amps', 'Volts', 'State', 'ES'];
  yield (
    `Today's Date ${day(options.exported_at_unix_second)}  Date of Test:\t${day(options.started_at_unix_second)}\t` +
    ` Filename:\t${file_name} Procedure: ${procedure}\tComment/Barcode: ${comment}\r\n` +
    `${[...names, 'DPt Time', ...(temperature ? ['Temp 1'] : [])].join('\t')}\r\n`
  );
  for (const batch of batches) yield rows(batch, options);
}

function rows(batch: RecordBatch, options: MaccorTextOptions): string {
  const { clock, signed_current, counters = true, temperature = false } = options;
  const column = (name: keyof RecordBatch['columns']) => {
    const values = batch.columns[name];
    if (!values) throw new Error(`a batch has no column ${name}, expected what a Maccor export prints`);
    return values;
  };
  const { cycler_state } = batch;
  if (!cycler_state) throw new Error('a batch has no cycler_state, expected what a Maccor export prints');
  const print = { second: seconds, minute: minutes, day: days }[clock];
  const index = column('record_index');
  const cycle = column('cycle_count');
  const step = column('step_id');
  const test = column('test_time_second');
  const stepTime = column('step_time_second');
  const counted = counters && { capacity: column('source_capacity_ah'), energy: column('source_energy_wh') };
  const current = column('current_ampere');
  const voltage = column('voltage_volt');
  const endStatus = column('end_status');
  const unix = column('unix_time_second');
  const sensor = temperature && column('temperature_t1_celsius');
  let text = '';
  for (let at = 0; at < batch.length; at++) {
    const amperes = signed_current ? current[at] : Math.abs(current[at]);
    text +=
      `${index[at]}\t${cycle[at]}\t${step[at]}\t${print(test[at])}\t${print(stepTime[at])}\t` +
      (counted ? `${counted.capacity[at].toFixed(10)}\t${counted.energy[at].toFixed(10)}\t` : '') +
      `${amperes.toFixed(10)}\t${voltage[at].toFixed(8)}\t` +
      `${cycler_state.dictionary[cycler_state.codes[at]]}\t${endStatus[at]}\t${day(unix[at])} ${timeOfDay(unix[at])}` +
      `${sensor ? `\t${sensor[at].toFixed(4)}` : ''}\r\n`;
  }
  return text;
}

function seconds(second: number): string {
  return second.toFixed(4);
}

function minutes(second: number): string {
  return (second / 60).toFixed(4);
}

function days(second: number): string {
  const whole = Math.floor(second / 86400);
  const rest = second - whole * 86400;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${String(whole).padStart(3)}d ${two(rest / 3600)}:${two((rest % 3600) / 60)}:${(rest % 60).toFixed(4).padStart(7, '0')}`;
}

function day(unixSecond: number): string {
  const [year, month, date] = new Date(unixSecond * 1000).toISOString().slice(0, 10).split('-');
  return `${month}/${date}/${year}`;
}

function timeOfDay(unixSecond: number): string {
  return new Date(Math.floor(unixSecond) * 1000).toISOString().slice(11, 19);
}
