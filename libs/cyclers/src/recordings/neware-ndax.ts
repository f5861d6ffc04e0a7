import type { StepType } from '@cellwatch/events';
import { parseDate } from '../parse-date.js';
import { ndcRecords, ndcVersion, type NdcRecords } from './ndc-pages.js';
import { readZip } from './read-zip.js';
import { refused, type Recording, type RecordingRefused } from './recording.js';

/** Sizes of a stored time and a step by version. In both, currents are in A, capacities in Ah, energies in Wh. */
const sizes: Record<number, { run: number; step: number }> = { 14: { run: 55, step: 37 }, 17: { run: 100, step: 100 } };

const stepTypes: Record<number, [word: string, type: StepType]> = {
  1: ['CC Chg', 'charge'],
  2: ['CC DChg', 'discharge'],
  3: ['CV Chg', 'charge'],
  4: ['Rest', 'rest'],
  7: ['CCCV Chg', 'charge'],
  8: ['CP DChg', 'discharge'],
  9: ['CP Chg', 'charge'],
  10: ['CR DChg', 'discharge'],
  13: ['Pause', 'pause'],
  16: ['Pulse', 'control'],
  17: ['SIM', 'control'],
  19: ['CV DChg', 'discharge'],
  20: ['CCCV DChg', 'discharge'],
};

const temperatureChannel = '103';

/**
 * Reads a Neware .ndax. Voltage and current are stored for every record; times and counters only for the first and last
 * record of a step, where the interval changes and about once a minute: between two of them they are interpolated, as the
 * tester's own software does when it exports. After the last one, in a test that runs, time goes on and counters are not known.
 * Current is signed, its clock is Unix time, counters begin again in every step.
 */
export function newareRecording(bytes: Uint8Array): Recording | RecordingRefused {
  const files = readZip(bytes);
  if (!files) return refused('unreadable', 'got a zip archive without its directory: it was cut, expected a whole one');
  const [data, run, steps] = ['data.ndc', 'data_runInfo.ndc', 'data_step.ndc'].map((name) => files.get(name)?.());
  if (!data || !run || !steps)
    return refused('binary', `got a zip archive of ${[...files.keys()].slice(0, 8).join(', ')}, expected data.ndc, data_runInfo.ndc and data_step.ndc`); // prettier-ignore
  const { version } = ndcVersion(data);
  const size = sizes[version];
  if (!size) return refused('unknown_format', `got .ndc of version ${version}, expected 14 or 17: export it as text`);
  const info = attributesOf(files.get('TestInfo.xml')?.());
  const points = ndcRecords(data, 8);
  const recording = recordingOf(points, info);
  fillTimes(recording, points, ndcRecords(run, size.run), stepTable(ndcRecords(steps, size.step)));
  fillTemperature(recording, points, info, files);
  return recording;
}

function recordingOf({ view, offsets, places }: NdcRecords, info: Record<string, string>): Recording {
  const { length } = offsets;
  const column = (value: (i: number) => number) => Float64Array.from({ length }, (_, i) => value(i));
  return {
    kind: 'recording',
    source_format: 'neware.ndax',
    title: info.Barcode ?? '',
    procedure: info.StepName ?? '',
    comment: info.Remark ?? '',
    tester: info.DevID ? `neware ${info.DevID}` : '',
    channel: info.ChlID ? `${info.UnitID ?? 0}-${info.ChlID}` : '',
    started: parseDate(info.StartTime ?? '', 'mdy'),
    clock_source: 'wall',
    counter_reset: 'step',
    notes: ['times and counters of records that the file does not store are interpolated between those that it does'],
    first_rows: Array.from(offsets.subarray(0, 8), (at) => new Uint8Array(view.buffer, view.byteOffset + at, 8)),
    length,
    columns: {
      record_index: column((i) => places[i] + 1),
      voltage_volt: column((i) => view.getFloat32(offsets[i], true)),
      current_ampere: column((i) => view.getFloat32(offsets[i] + 4, true)),
    },
    states: { words: [], types: [], codes: new Uint8Array(length) },
  };
}

interface StoredStep {
  cycle: number;
  id: number;
  code: number;
  /** Test time at its start. */
  began: number;
}

function stepTable({ view, offsets }: NdcRecords): StoredStep[] {
  return Array.from(offsets, (at) => ({
    cycle: view.getUint32(at, true) + 1,
    id: view.getUint32(at + 4, true),
    code: view.getUint8(at + 24),
    began: Number(view.getBigUint64(at + 25, true)) / 1000,
  }));
}

/** Of a stored time: value at each offset, in our units. */
const stored = [
  ['step_time_second', (view: DataView, at: number) => view.getUint32(at, true) / 1000],
  ['source_charging_capacity_ah', (view: DataView, at: number) => view.getFloat32(at + 5, true)],
  ['source_discharging_capacity_ah', (view: DataView, at: number) => Math.abs(view.getFloat32(at + 9, true))],
  ['source_charging_energy_wh', (view: DataView, at: number) => view.getFloat32(at + 13, true)],
  ['source_discharging_energy_wh', (view: DataView, at: number) => Math.abs(view.getFloat32(at + 17, true))],
  ['unix_time_second', (view: DataView, at: number) => view.getUint32(at + 33, true) + view.getInt16(at + 45, true) / 1000],
] as const; // prettier-ignore

/** Stored records in order, each number once: the first record is stored twice. */
function keptOnce({ view, offsets }: NdcRecords): Int32Array {
  let last = 0;
  return offsets.filter((at) => {
    const index = view.getUint32(at + 41, true);
    const later = index > last;
    if (later) last = index;
    return later;
  });
}

function fillTimes({ columns, states, length }: Recording, points: NdcRecords, run: NdcRecords, steps: StoredStep[]) {
  const column = () => new Float64Array(length).fill(NaN);
  const kept = keptOnce(run);
  const at = (k: number, offset: number) => (k < kept.length ? run.view.getUint32(kept[k] + offset, true) : NaN);
  const known = stored.map(([, value]) => Float64Array.from(kept, (offset) => value(run.view, offset)));
  const numbers = stored.map(([name]) => (columns[name] = column()));
  const isTime = stored.map(([name]) => name === 'step_time_second' || name === 'unix_time_second');
  const [stepTime] = numbers;
  const testTime = (columns.test_time_second = column());
  const stepCount = (columns.step_count = column());
  const stepId = (columns.step_id = column());
  const cycleCount = (columns.cycle_count = column());
  let i = 0;
  for (let k = 0; k < kept.length; k++) {
    const index = at(k, 41);
    const next = at(k + 1, 41);
    const count = at(k, 37);
    const step = steps[count - 1];
    if (!step) continue;
    const code = codeOf(states, stepTypes[step.code] ?? [`type ${step.code}`, 'unknown']);
    const within = at(k + 1, 37) === count;
    const interval = at(k, 29) / 1000;
    for (; i < length; i++) {
      const place = points.places[i] + 1;
      if (place >= next) break;
      if (place < index) continue;
      const share = within ? (place - index) / (next - index) : place - index;
      // after the last stored record of a running step: at the interval that was last seen
      const beyond = share * interval;
      for (let n = 0; n < known.length; n++) {
        const before = known[n][k];
        if (share === 0) numbers[n][i] = before;
        else if (within) numbers[n][i] = before + share * (known[n][k + 1] - before);
        else if (isTime[n] && beyond > 0) numbers[n][i] = before + beyond;
      }
      testTime[i] = step.began + stepTime[i];
      stepCount[i] = count;
      stepId[i] = step.id;
      cycleCount[i] = step.cycle;
      states.codes[i] = code;
    }
  }
}

function codeOf({ words, types }: Recording['states'], [word, type]: [string, StepType]): number {
  const known = words.indexOf(word);
  if (known >= 0) return known;
  types.push(type);
  return words.push(word) - 1;
}

/** The first temperature channel that TestInfo.xml names. */
function fillTemperature(
  { columns, length }: Recording,
  points: NdcRecords,
  info: Record<string, string>,
  files: Map<string, () => Uint8Array>,
): void {
  const { auxiliary } = info;
  const name = [...files.keys()].find((file) => auxiliary && file.startsWith(`data_AUX_${auxiliary}_`));
  const bytes = name && files.get(name)!();
  if (!bytes || ndcVersion(bytes).kind !== 5) return;
  const { view, offsets, places } = ndcRecords(bytes, 4);
  const temperature = (columns.temperature_t1_celsius = new Float64Array(length).fill(NaN));
  for (let k = 0, i = 0; k < offsets.length; k++) {
    while (i < length && points.places[i] < places[k]) i++;
    if (i < length && points.places[i] === places[k]) temperature[i] = view.getFloat32(offsets[k], true);
  }
}

/** Attributes of `TestInfo`, and as `auxiliary` the channel of its first thermometer. */
function attributesOf(xml: Uint8Array | undefined): Record<string, string> {
  const text = xml ? new TextDecoder('gbk').decode(xml) : '';
  const pairs = (tag: string) => Object.fromEntries(Array.from(tag.matchAll(/(\w+)="([^"]*)"/g), ([, key, value]) => [key, value])); // prettier-ignore
  const info = pairs(/<TestInfo [^>]*>/.exec(text)?.[0] ?? '');
  const thermometer = Array.from(text.matchAll(/<Aux\d+ [^>]*>/g), ([tag]) => pairs(tag)).find(
    ({ ChlType }) => ChlType === temperatureChannel,
  );
  return thermometer ? { ...info, auxiliary: thermometer.RealChlID } : info;
}
