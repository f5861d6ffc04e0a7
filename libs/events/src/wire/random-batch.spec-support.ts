import { quantities, quantityNames } from '../quantities.js';
import type { RecordBatch } from '../record-batch.js';
import { largestStored } from './largest-stored.js';

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A batch whose columns have every shape that the codec tells apart: constant, steps, ramps, noise, jumps to both ends, holes. */
export function randomBatch(random: () => number, length = 1 + Math.floor(random() * 120)): RecordBatch {
  const always = ['record_index', 'unix_time_second', 'test_time_second'];
  const batch: RecordBatch = {
    cell_id: `cell-${Math.floor(random() * 1000)}-Ω🔋`,
    test_id: 'test',
    equipment_id: '',
    channel_id: '7',
    source_format: 'random',
    clock_source: 'wall',
    counter_reset: 'step',
    exported_at: 1700000000.25,
    live: random() < 0.5,
    length,
    columns: {},
  };
  for (const name of quantityNames) {
    const needed = always.includes(name) || name === 'voltage_volt';
    if (!needed && random() < 0.3) continue;
    const column = new Float64Array(length);
    const shape = shapes[Math.floor(random() * shapes.length)](random, largestStored[name]);
    const holes = always.includes(name) ? 0 : [0, 0, 0.1, 1][Math.floor(random() * 4)];
    for (let index = 0; index < length; index++)
      column[index] = random() < holes ? NaN : Math.trunc(shape(index)) / quantities[name].scale + 0;
    batch.columns[name] = column;
  }
  if (random() < 0.8 || length === 40) {
    const codes = Uint8Array.from({ length }, () => Math.floor(random() * 3));
    batch.cycler_state = { dictionary: ['C', 'D', ''], codes };
  }
  return batch;
}

type Shape = (random: () => number, largest: number) => (index: number) => number;

const shapes: Shape[] = [
  (random, largest) => {
    const value = (random() * 2 - 1) * largest;
    return () => value;
  },
  (random) => {
    const length = 1 + random() * 50;
    return (index) => Math.floor(index / length);
  },
  (random, largest) => {
    const slope = Math.trunc((largest / 65536) * random() * 2 ** -Math.floor(random() * 20));
    return (index) => index * slope;
  },
  (random, largest) => () => (random() * 2 - 1) * largest * 2 ** -Math.floor(random() * 50),
  (random, largest) => (index) => (random() < 0.5 ? largest : -largest + index),
  (random) => (index) => 100 * (index + Math.round(random())),
];
