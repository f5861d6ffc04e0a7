import { assignPeaks, differentialPeaks, voltammetryPeaks } from '@cellwatch/electrochem';
import { voltageIncrements } from '../../../libs/electrochem/src/dqdv/voltage-increments.js';
import { printedPeaks } from '../cells/peak-cells.js';
import type { Laboratory } from '../laboratory.js';
import { computed, paper, wrong, type Compute, type Truth, type TruthGroup } from '../truth.js';
import { voltammogram } from '../voltammogram.js';
import { charged, read } from './read.js';

const peaksOf = (laboratory: Laboratory, name: string) => laboratory(name).cycle(1).charging_peaks!;
const named = (name: string): Compute => {
  return (laboratory) => peaksOf(laboratory, name).filter(({ assignment }) => assignment !== null).length;
};
/** How many of tin are told to 10 mV. */
const exactTin = (name: string): Compute => {
  return (laboratory) =>
    printedPeaks.filter(
      (expected) =>
        expected.name.startsWith('LixSn') &&
        peaksOf(laboratory, name).some(({ voltage_volt }) => Math.abs(voltage_volt - expected.voltage_volt) < 0.01),
    ).length;
};
/** Those of a cell's peaks that these offsets would name. */
const wouldName = (name: string, reference_offset_volt: number): Compute => {
  return (laboratory) =>
    assignPeaks(peaksOf(laboratory, name), [...printedPeaks], { direction: 'charge', reference_offset_volt }).filter(
      ({ assignment }) => assignment !== null,
    ).length;
};

const peaks = (name: string, against: string, printed: string[]): Truth[] =>
  printedPeaks.map((expected, k) => ({
    ...paper(expected.name, `${printed[k]} V`, `peak of dQ/dV, ${against}`, (laboratory) => {
      return peaksOf(laboratory, name).find(({ assignment }) => assignment === expected.name)?.voltage_volt ?? null;
    }),
    within: 0.01,
  }));

/** Peaks of the charge as its records in the database give them, by another width of smoothing. */
function widthPeaks(laboratory: Laboratory, full_width_half_maximum_volt: number) {
  const charge = laboratory('peaks-lithium').records.filter(({ step_id }) => step_id === 4);
  const grid = voltageIncrements(
    charge.map(({ current_ampere, step_time_second }) => (current_ampere * step_time_second) / 3600),
    charge.map(({ voltage_volt }) => voltage_volt),
    0.002,
  );
  return differentialPeaks({ ...grid, full_width_half_maximum_volt });
}

const smoothed = (quantity: string, printed: string, width: number, nearest: number): Truth => ({
  ...computed(quantity, `${printed} V`, `smoothed by ${1000 * width} mV`, (laboratory) => {
    const distance = ({ voltage_volt }: { voltage_volt: number }) => Math.abs(voltage_volt - nearest);
    return widthPeaks(laboratory, width).toSorted((one, other) => distance(one) - distance(other))[0].voltage_volt;
  }),
  within: 0.005,
});

const swept = () => voltammetryPeaks({ ...voltammogram, expected_peaks: [...printedPeaks] });
const anodic = () => swept().find(({ branch }) => branch === 'anodic')!;

export const peakTruths: TruthGroup[] = [
  {
    title: 'Peaks of dQ/dV against lithium',
    text: 'A delithiation with these peaks and a slope of 60 mAh/(g·V), 300 mA/g, a record per 30 s, 0.5 mV of noise.',
    truths: [
      computed('its charge', '789.4 mAh/g', '0.01 to 2.0 V', read('peaks-lithium', 1, charged)),
      ...peaks('peaks-lithium', 'vs Li', ['0.35', '0.54', '0.66', '0.73', '0.80']),
      computed(
        'peaks that are named',
        '5',
        'within 30 mV, smoothed by 20 mV',
        named('peaks-lithium'),
        wrong('a record per 300 s', '4', named('peaks-coarse')),
      ),
      computed(
        'peaks of tin that are where they are',
        '3',
        'within 10 mV',
        exactTin('peaks-lithium'),
        wrong('a record per 300 s: they are lost', '1', exactTin('peaks-coarse')),
      ),
      ...[0.01, 0.03].map((width) =>
        computed(`peaks within 10 mV, smoothed by ${1000 * width} mV`, '5', 'of the five', (laboratory) => {
          const found = widthPeaks(laboratory, width);
          return printedPeaks.filter((expected) =>
            found.some(({ voltage_volt }) => Math.abs(voltage_volt - expected.voltage_volt) < 0.01),
          ).length;
        }),
      ),
      computed('peaks, smoothed by 50 mV', '5', 'still five', (laboratory) => widthPeaks(laboratory, 0.05).length),
      smoothed('first of tin', '0.656', 0.05, 0.66),
      smoothed('last of tin', '0.798', 0.05, 0.8),
      computed('peaks, smoothed by 70 mV', '2', 'too wide', (laboratory) => widthPeaks(laboratory, 0.07).length),
    ],
  },
  {
    title: 'Peaks of dQ/dV against Li-In',
    text: 'The same delithiation, recorded against Li-In, 0.62 V above lithium; expected peaks stay declared against lithium.',
    truths: [
      ...peaks('peaks-lithium-indium', 'vs Li-In', ['-0.27', '-0.08', '0.04', '0.11', '0.18']),
      computed(
        'peaks that are named',
        '5',
        'offset 0.62 V subtracted',
        named('peaks-lithium-indium'),
        wrong('taken as against lithium', '0', wouldName('peaks-lithium-indium', 0)),
      ),
    ],
  },
  {
    title: 'Peaks of dQ/dV in a full cell',
    text: 'The very same records as a full cell’s: its voltage is cathode minus anode.',
    truths: [
      computed(
        'peaks that are named',
        '0',
        'none is a half-cell’s',
        named('peaks-full-cell'),
        wrong('looked for as in a half-cell', '5', wouldName('peaks-full-cell', 0)),
      ),
    ],
  },
  {
    title: 'Cyclic voltammetry',
    text: 'A sweep at 3 mV/s between 0.01 and 2.0 V vs Li, by function.',
    truths: [
      computed('one branch', '663.3 s', '1.99 V at 3 mV/s', () => {
        const { first_row, last_row } = anodic();
        return voltammogram.time_second[last_row] - voltammogram.time_second[first_row];
      }),
      computed('scan rate', '3.000 mV/s', 'slope of V over t', () => 1000 * anodic().scan_rate_volt_per_second),
      ...printedPeaks.map(({ name, voltage_volt }) => ({
        ...paper(`anodic peak, ${name}`, `${voltage_volt.toFixed(2)} V`, 'vs Li', () => {
          return anodic().peaks.find(({ assignment }) => assignment === name)?.voltage_volt ?? null;
        }),
        within: 0.01,
      })),
      {
        ...paper('cathodic peak', '0.01 V', 'at the turn: the process goes on beyond the window', () => {
          const cathodic = swept().find(({ branch }) => branch === 'cathodic')!;
          return cathodic.peaks.find(({ at_vertex }) => at_vertex)?.voltage_volt ?? null;
        }),
        within: 0.005,
      },
    ],
  },
];
