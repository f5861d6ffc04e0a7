import { electrodeBasis, oneCCurrent } from '@cellwatch/electrochem';
import { disk_cm2 } from '../cells/shared.js';
import { computed, wrong, type Truth, type TruthGroup } from '../truth.js';

interface Row {
  of: string;
  /** Whose facts they are. */
  name: string;
  mass: string;
  /** mA at a C-rate. */
  rates: [rate: number, milliampere: string][];
}

const rows: Row[] = [
  {
    of: 'half-cell, 2.5 mg/cm²',
    name: 'gc',
    mass: '1.96350 mg',
    rates: [
      [0.1, '0.23562 mA'],
      [1, '2.35619 mA'],
      [3, '7.06858 mA'],
    ],
  },
  {
    of: 'LIB, 15.5 mg/cm²',
    name: 'liquid-rates',
    mass: '12.17367 mg',
    rates: [
      [0.1, '0.21913 mA'],
      [0.3, '0.65738 mA'],
      [1, '2.19126 mA'],
      [3, '6.57378 mA'],
      [5, '10.95630 mA'],
    ],
  },
  {
    of: 'LIB and ASSLB, 15.3 mg/cm²',
    name: 'liquid-1c',
    mass: '12.01659 mg',
    rates: [
      [0.1, '0.21630 mA'],
      [0.3, '0.64890 mA'],
      [1, '2.16299 mA'],
      [3, '6.48896 mA'],
    ],
  },
  {
    of: 'LIB, 12.7 mg/cm²',
    name: 'liquid-3c',
    mass: '9.97456 mg',
    rates: [
      [0.1, '0.17954 mA'],
      [0.3, '0.53863 mA'],
      [1, '1.79542 mA'],
      [3, '5.38626 mA'],
    ],
  },
  {
    of: 'ASSLB, 14.9 mg/cm²',
    name: 'solid-temperatures',
    mass: '11.70243 mg',
    rates: [
      [0.1, '0.21064 mA'],
      [0.3, '0.63193 mA'],
      [1, '2.10644 mA'],
      [3, '6.31931 mA'],
    ],
  },
  {
    of: 'ASSLB, 14.7 mg/cm²',
    name: 'solid-0.3c',
    mass: '11.54535 mg',
    rates: [
      [0.1, '0.20782 mA'],
      [0.3, '0.62345 mA'],
      [1, '2.07816 mA'],
      [3, '6.23449 mA'],
    ],
  },
];

const fromFacts = rows.flatMap(({ of, name, mass, rates }): Truth[] => [
  computed(`active mass, ${of}`, mass, 'loading × π/4 cm²', (laboratory) => {
    return 1000 * electrodeBasis(laboratory(name).facts).active_mass_gram!;
  }),
  ...rates.map(([rate, milliampere]) =>
    computed(
      `current at ${rate}C, ${of}`,
      milliampere,
      name === 'gc' ? '1C = 1200 mA/g of anode' : '1C = 180 mA/g of cathode',
      (laboratory) => 1000 * rate * oneCCurrent(laboratory(name).facts)!,
    ),
  ),
]);

/** Of the n-th half of a cell's life. */
const fromRecords: [of: string, name: string, half: number, milliampere: string][] = [
  ['half-cell at 300 mA/g', 'gc', 1, '0.589049 mA'],
  ['half-cell at 0.1C', 'gc-rates', 1, '0.23562 mA'],
  ['half-cell at 3C', 'gc-rates', 21, '7.06858 mA'],
  ['LIB 15.5 mg/cm² at 5C', 'liquid-rates', 21, '10.95630 mA'],
  ['LIB 15.3 mg/cm² at 1C', 'liquid-1c', 3, '2.16299 mA'],
  ['LIB 12.7 mg/cm² at 3C', 'liquid-3c', 3, '5.38626 mA'],
  ['ASSLB 14.9 mg/cm² at 0.1C', 'solid-temperatures', 1, '0.21064 mA'],
  ['ASSLB 15.3 mg/cm² at 3C', 'solid-rates', 5, '6.48896 mA'],
  ['ASSLB 14.7 mg/cm² at 0.3C', 'solid-0.3c', 1, '0.62345 mA'],
];

const areal: [of: string, name: string, half: number, printed: string][] = [
  ['half-cell at 3C', 'gc-rates', 21, '9.0 mA/cm²'],
  ['half-cell at 300 mA/g', 'gc', 1, '0.75 mA/cm²'],
  ['ASSLB 15.3 mg/cm² at 3C', 'solid-rates', 5, '8.262 mA/cm²'],
];

const rates: [of: string, name: string, cycle: number, rate: string][] = [
  ['half-cell rate test at 3C', 'gc-rates', 11, '3.0000'],
  ['LIB 12.7 mg/cm² at 3C', 'liquid-3c', 2, '3.0000'],
  ['ASSLB 14.7 mg/cm² at 0.3C', 'solid-0.3c', 1, '0.3000'],
];

export const currents: TruthGroup = {
  title: 'Masses and currents',
  text: 'From declared facts; the currents that a cell was run at also from its records in the database.',
  truths: [
    ...fromFacts,
    ...fromRecords.map(([of, name, half, printed]) =>
      computed(`recorded current, ${of}`, printed, 'of the records', (laboratory) => {
        return 1000 * laboratory(name).half(half).ampere;
      }),
    ),
    ...areal.map(([of, name, half, printed]) =>
      computed(`areal current, ${of}`, printed, 'over π/4 cm²', (laboratory) => {
        return (1000 * laboratory(name).half(half).ampere) / disk_cm2;
      }),
    ),
    computed(
      'C-rate, half-cell at 300 mA/g',
      '0.2500',
      'median current over active mass × 1200 mA/g',
      (laboratory) => laboratory('gc').cycle(1).discharging_c_rate,
      wrong('over the mass of the coating, 70 % active', '0.1750', (laboratory) => {
        return 0.7 * laboratory('gc').cycle(1).discharging_c_rate!;
      }),
    ),
    ...rates.map(([of, name, cycle, printed]) =>
      computed(`C-rate, ${of}`, printed, 'median current over mass × 1C', (laboratory) => {
        return laboratory(name).cycle(cycle).discharging_c_rate;
      }),
    ),
  ],
};
