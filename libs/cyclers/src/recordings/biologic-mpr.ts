import { mprLayout, type MprKind } from '../mpr/mpr-columns.js';
import { mprColumnNumbers, mprModules, mprPointsAt, mprText, type MprModule } from '../mpr/mpr-modules.js';
import { type WallDate } from '../parse-date.js';
import { namedAfterFile } from '../preamble.js';
import { refused, type Recording, type RecordingRefused } from './recording.js';

/**
 * Reads a BioLogic .mpr as its text export would show it: the current of a point whose technique stores none is the charge
 * since the point before over the time since then, which is what EC-Lab prints as <I>; charge and discharge counters are the
 * parts of `Q charge/discharge` above and below 0, which begins again with every half cycle; a cycle is two half cycles.
 */
export function biologicRecording(bytes: Uint8Array): Recording | RecordingRefused {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const modules = mprModules(bytes, view);
  const { at, length: last } = modules.at(-1) ?? { at: 0, length: 0 };
  // without its log a test would have another name and no start
  if (at + last !== bytes.length)
    return refused(
      'unreadable',
      `got ${bytes.length} bytes, of which ${at + last} are whole modules: the file was cut`,
    );
  const data = modules.find(({ name }) => name === 'VMP data');
  if (!data) return refused('unknown_format', 'got a modular file without a data module, expected one');
  const from = mprPointsAt[data.version];
  if (from === undefined)
    return refused('unknown_format', `got a data module of version ${data.version}, expected 2, 3, 10 or 11: export it as text`); // prettier-ignore
  const length = view.getUint32(data.at, true);
  const numbers = mprColumnNumbers(bytes, view, data);
  if (numbers.includes(32)) return refused('impedance_sweep', 'got an impedance sweep (freq/Hz), expected cycling records: set aside for the impedance room'); // prettier-ignore
  const layout = mprLayout(numbers);
  if (typeof layout === 'number')
    return refused('unknown_format', `got column ${layout} of a .mpr, whose width is not known: export it as text`);
  const { fields, width } = layout;
  if (from + length * width !== data.length)
    return refused('unknown_format', `got ${data.length - from} bytes for ${length} points of ${width}, expected ${length * width}: export it as text`); // prettier-ignore
  const read = (label: string): Float64Array | undefined => {
    const found = fields.get(label);
    if (!found) return undefined;
    const [kind, offset] = found;
    const get = reader(view, kind);
    return Float64Array.from({ length }, (_, i) => get(data.at + from + i * width + offset));
  };
  const log = modules.find(({ name }) => name === 'VMP LOG');
  return recordingOf(read, length, { ...factsOf(bytes, view, log), first_rows: firstRows(bytes, data.at + from, width, length) }); // prettier-ignore
}

type Facts = Pick<Recording, 'title' | 'tester' | 'channel' | 'started' | 'first_rows'>;

function recordingOf(
  read: (label: string) => Float64Array | undefined,
  length: number,
  facts: Facts,
): Recording | RecordingRefused {
  const time = read('time/s');
  const voltage = read('Ewe/V') ?? read('<Ewe>/V');
  const printed = read('<I>/mA') ?? read('I/mA');
  const passed = read('dq/mA.h') ?? read('dQ/mA.h');
  if (!time || !voltage || !(printed ?? passed))
    return refused('unknown_format', 'got a .mpr without time, potential or current, expected cycling records');
  const charge = read('Q charge/discharge/mA.h');
  const half = read('half cycle');
  const step = read('Ns');
  const mode = read('flags')?.map((byte) => byte & 3);
  const energies = {
    source_charging_energy_wh: read('Energy charge/W.h'),
    source_discharging_energy_wh: read('Energy discharge/W.h')?.map(Math.abs),
  };
  return {
    kind: 'recording',
    source_format: 'biologic.mpr',
    procedure: '',
    comment: '',
    clock_source: facts.started ? 'test_start' : 'none',
    counter_reset: 'block',
    notes: read('Ece/V') ? ['the voltage is Ewe, of the working electrode against the reference, not of the cell'] : [],
    length,
    columns: {
      test_time_second: time,
      step_time_second: read('step time/s'),
      voltage_volt: voltage,
      current_ampere: printed?.map((milliampere) => milliampere / 1000) ?? meanCurrent(passed!, time),
      step_id: step,
      cycle_count: read('cycle number') ?? half?.map((number) => Math.floor(number / 2)),
      source_charging_capacity_ah: charge?.map((q) => Math.max(q, 0) / 1000),
      source_discharging_capacity_ah: charge?.map((q) => Math.max(-q, 0) / 1000),
      ...energies,
    },
    states: {
      words: ['0', '1', '2', '3'],
      types: ['unknown', 'unknown', 'unknown', 'rest'],
      codes: mode ? Uint8Array.from(mode) : new Uint8Array(length),
    },
    ...facts,
  };
}

/** Amperes from the milliampere hours that passed since the point before. */
function meanCurrent(passed: Float64Array, time: Float64Array): Float64Array {
  return passed.map((q, i) => (i > 0 && time[i] > time[i - 1] ? (q * 3.6) / (time[i] - time[i - 1]) : 0));
}

/** From the log: the file's name, the channel, the device, and the start as a day number of the lab's clock. */
function factsOf(bytes: Uint8Array, view: DataView, log: MprModule | undefined): Omit<Facts, 'first_rows'> {
  if (!log || log.length < 0x3d8) return { title: '', tester: '', channel: '', started: null };
  const pascal = (at: number) => mprText(bytes, log.at + at + 1, bytes[log.at + at]);
  const title = namedAfterFile(pascal(0x251));
  const serial = pascal(0x3cf);
  return {
    title: /[\p{L}\p{N}]/u.test(title) ? title : '',
    tester: serial ? `SN ${serial}` : '',
    channel: String(bytes[log.at + 9] + 1),
    started: dayNumber(view.getFloat64(log.at + 0x249, true)),
  };
}

function dayNumber(days: number): WallDate | null {
  const whole = Math.floor(days) - 25569;
  if (!(whole > 3652 && whole < 47482)) return null;
  return { day: whole, second: Math.round((days - Math.floor(days)) * 86_400_000) / 1000 };
}

function firstRows(bytes: Uint8Array, at: number, width: number, length: number): Uint8Array[] {
  return Array.from({ length: Math.min(8, length) }, (_, i) => bytes.subarray(at + i * width, at + (i + 1) * width));
}

function reader(view: DataView, kind: MprKind): (at: number) => number {
  if (kind === 'u1') return (at) => view.getUint8(at);
  if (kind === 'u2') return (at) => view.getUint16(at, true);
  if (kind === 'u4') return (at) => view.getUint32(at, true);
  if (kind === 'f4') return (at) => view.getFloat32(at, true);
  return (at) => view.getFloat64(at, true);
}
