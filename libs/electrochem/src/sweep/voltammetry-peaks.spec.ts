import type { CellFacts } from '@cellwatch/events';
import { normal } from '../spec-support/normal.js';
import { voltammetryPeaks } from './voltammetry-peaks.js';

const expected_peaks: CellFacts['expected_peaks'] = [
  { name: 'Si 1', voltage_volt: 0.35, direction: 'charge' },
  { name: 'Si 2', voltage_volt: 0.54, direction: 'charge' },
  { name: 'LixSn 1', voltage_volt: 0.66, direction: 'charge' },
  { name: 'LixSn 2', voltage_volt: 0.73, direction: 'charge' },
  { name: 'LixSn 3', voltage_volt: 0.8, direction: 'charge' },
  { name: 'Si with carbons', voltage_volt: 0.01, direction: 'discharge' },
];
const anodic: [number, number, number][] = [
  [0.35, 0.04, 2e-3],
  [0.54, 0.04, 1.5e-3],
  [0.66, 0.015, 1.2e-3],
  [0.73, 0.015, 1.2e-3],
  [0.8, 0.015, 1.2e-3],
];

/** Silicon with tin at 3 mV/s between 0.01 and 2 V against lithium: down, up, down; half a second a record. */
function voltammogram({ offset = 0, noise_ampere = 0 } = {}) {
  const noise = normal(7);
  const branch = (2 - 0.01) / 0.003;
  const time_second: number[] = [];
  const voltage_volt: number[] = [];
  const current_ampere: number[] = [];
  for (let time = 0; time <= 3 * branch; time += 0.5) {
    const rises = Math.floor(time / branch) === 1;
    const within = 0.003 * (time % branch);
    const volt = rises ? 0.01 + within : 2 - within;
    const peaks = anodic.reduce(
      (sum, [at, width, height]) => sum + height * Math.exp(-0.5 * ((volt - at) / width) ** 2),
      0,
    );
    time_second.push(100 + time);
    voltage_volt.push(volt - offset);
    current_ampere.push(
      (rises ? 1e-4 + peaks : -1e-4 - 4e-3 * Math.exp(-(volt - 0.01) / 0.06)) + noise_ampere * noise(),
    );
  }
  return { time_second, voltage_volt, current_ampere, expected_peaks };
}

test('three branches at 3 mV/s, of 663.3 s each', () => {
  const { time_second, ...sweep } = voltammogram();
  const branches = voltammetryPeaks({ time_second, ...sweep });
  expect(branches.map(({ branch }) => branch)).toEqual(['cathodic', 'anodic', 'cathodic']);
  for (const { scan_rate_volt_per_second, first_row, last_row } of branches) {
    expect(scan_rate_volt_per_second).toBeCloseTo(0.003, 5);
    expect(Math.abs(time_second[last_row] - time_second[first_row] - 663.3)).toBeLessThan(1);
  }
});

test.each([0, 5e-6])('the five of the anodic branch, with %p A of noise', (noise_ampere) => {
  const { peaks } = voltammetryPeaks(voltammogram({ noise_ampere }))[1];
  expect(peaks.map(({ assignment }) => assignment)).toEqual(['Si 1', 'Si 2', 'LixSn 1', 'LixSn 2', 'LixSn 3']);
  peaks.forEach(({ voltage_volt, current_ampere, at_vertex }, which) => {
    expect(Math.abs(voltage_volt - anodic[which][0])).toBeLessThan(0.005);
    expect(current_ampere / (anodic[which][2] + 1e-4)).toBeGreaterThan(0.8);
    expect(current_ampere / (anodic[which][2] + 1e-4)).toBeLessThan(1.02);
    expect(at_vertex).toBe(false);
  });
});

test('the cathodic one is where the sweep turns', () => {
  const { peaks } = voltammetryPeaks(voltammogram())[0];
  expect(peaks).toEqual([
    {
      voltage_volt: expect.closeTo(0.01, 2),
      current_ampere: expect.closeTo(-4.05e-3, 4),
      at_vertex: true,
      assignment: 'Si with carbons',
    },
  ]);
});

test('against lithium-indium all lie 0.62 V lower; unsubtracted they have no name', () => {
  const sweep = voltammogram({ offset: 0.62 });
  const named = voltammetryPeaks({ ...sweep, reference_offset_volt: 0.62 })[1].peaks;
  [-0.27, -0.08, 0.04, 0.11, 0.18].forEach((volt, which) =>
    expect(Math.abs(named[which].voltage_volt - volt)).toBeLessThan(0.005),
  );
  expect(named.map(({ assignment }) => assignment)).not.toContain(null);
  expect(voltammetryPeaks(sweep)[1].peaks.map(({ assignment }) => assignment)).toEqual(Array(5).fill(null));
});

test('a sweep through nothing has branches and no peaks', () => {
  const sweep = voltammogram();
  const branches = voltammetryPeaks({ ...sweep, current_ampere: sweep.current_ampere.map(() => 0) });
  expect(branches.map(({ peaks }) => peaks)).toEqual([[], [], []]);
  expect(voltammetryPeaks({ time_second: [], voltage_volt: [], current_ampere: [] })).toEqual([]);
});
