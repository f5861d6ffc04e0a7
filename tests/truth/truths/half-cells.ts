import { mixingRule, referenceOffset } from '@cellwatch/electrochem';
import type { Laboratory } from '../laboratory.js';
import { computed, paper, wrong, type Truth, type TruthGroup } from '../truth.js';
import { charged, discharged, percent, read, readPercent, shareOf } from './read.js';

const capacity = (name: string, cycle: number, column: typeof charged | typeof discharged, printed: number): Truth =>
  paper(
    `${column === charged ? 'charge' : 'discharge'} capacity of cycle ${cycle}`,
    `${printed.toFixed(1)} mAh/g`,
    'per gram of active anode',
    read(name, cycle, column),
    wrong('per gram of coating, 70 % active', (0.7 * printed).toFixed(1), (laboratory) => {
      return 0.7 * laboratory(name).cycle(cycle)[column]!;
    }),
  );

/** ICE; what a full cell's convention makes of it, and a pairing of each charge with the discharge after it. */
function initialEfficiency(name: string, printed: string, exactly: string, upside_down: string, shifted?: string) {
  const compute = readPercent(name, 1, 'initial_coulombic_efficiency');
  const pairing = 'charge over discharge of cycle 1';
  const others = [
    wrong('discharge over charge, as in full cells', upside_down, shareOf(name, [1, discharged], [1, charged])),
  ];
  if (shifted) others.push(wrong('next discharge over charge', shifted, shareOf(name, [2, discharged], [1, charged])));
  return [
    paper('ICE', printed, pairing, compute, ...others),
    ...(exactly ? [computed('ICE, unrounded', exactly, pairing, compute)] : []),
  ];
}

const retention = (name: string, cycle: number, printed: string, over_discharge: string): Truth =>
  paper(
    `retention after ${cycle} cycles`,
    printed,
    'over the charge of cycle 1, nothing excluded',
    readPercent(name, cycle, 'capacity_retention'),
    wrong('over the discharge of cycle 1', over_discharge, shareOf(name, [cycle, charged], [1, discharged])),
  );

const exactRetention = (name: string, printed: string, over_discharge: string): Truth => ({
  ...retention(name, 100, printed, over_discharge),
  quantity: 'retention, unrounded',
  source: 'computed',
});

function average(name: string, with_first: string, without: string, without_rounded: string): Truth[] {
  const others = readPercent(name, 30, 'average_coulombic_efficiency');
  return [
    paper(
      'average CE over 30 cycles',
      with_first,
      'cycle 1 included (assumed: the paper does not say)',
      readPercent(name, 30, 'average_coulombic_efficiency_with_first'),
      wrong('cycle 1 left out', without_rounded, others),
    ),
    computed('average CE of the other 29', without, 'if the printed mean has cycle 1', others),
  ];
}

function limit(laboratory: Laboratory, end: string): number {
  const { lower_voltage_limit_volt, upper_voltage_limit_volt } = laboratory('solid-gc').facts;
  return end === 'lower' ? lower_voltage_limit_volt! : upper_voltage_limit_volt!;
}

const text =
  'Liquid electrolyte, against lithium, 2.5 mg/cm² on 10 mm, 300 mA/g (0.25C), 0.01-2.0 V; 30 or 100 cycles.';

export const halfCellTruths: TruthGroup[] = [
  {
    title: 'LIB half-cell: Si/a-Sn/CoSi2',
    text,
    truths: [
      capacity('si-sn-cosi2', 1, discharged, 1961.7),
      capacity('si-sn-cosi2', 1, charged, 1771.5),
      ...initialEfficiency('si-sn-cosi2', '90.3 %', '90.304 %', '110.7', '100.6'),
      retention('si-sn-cosi2', 30, '83.2 %', '75.1'),
      computed(
        'charge capacity of cycle 30',
        '1473.9 mAh/g',
        'implied by the retention',
        read('si-sn-cosi2', 30, charged),
      ),
      ...average('si-sn-cosi2', '98.5 %', '98.78 %', '98.8'),
    ],
  },
  {
    title: 'LIB half-cell: Si/CoSi2 (no tin)',
    text: `${text} Only ratios are printed: the first discharge, 2000 mAh/g, is ours.`,
    truths: [
      ...initialEfficiency('si-cosi2', '86.5 %', '', '115.6', '101.6'),
      retention('si-cosi2', 30, '77.6 %', '67.1'),
      ...average('si-cosi2', '97.2 %', '97.57 %', '97.6'),
    ],
  },
  {
    title: 'LIB half-cell: +G',
    text,
    truths: [
      capacity('g', 1, discharged, 1672.9),
      capacity('g', 1, charged, 1372.7),
      ...initialEfficiency('g', '82.1 %', '82.055 %', '121.9', '100.3'),
      capacity('g', 100, charged, 1131.7),
      retention('g', 100, '82.4 %', '67.6'),
      exactRetention('g', '82.443 %', '67.649'),
    ],
  },
  ...[
    ['gc', 'with the cycler’s counters'],
    ['gc-without-counters', 'without counters, so that capacities are integrals'],
  ].map(([name, how]) => ({
    title: `LIB half-cell: +G/C, ${how}`,
    text,
    truths: [
      capacity(name, 1, discharged, 1555.1),
      capacity(name, 1, charged, 1255.4),
      ...initialEfficiency(name, '80.7 %', '80.728 %', '123.9', '100.4'),
      computed('irreversible capacity of cycle 1', '299.7 mAh/g', 'first half less second', read(name, 1, 'specific_irreversible_capacity_mah_per_gram')), // prettier-ignore
      capacity(name, 100, charged, 1147.4),
      retention(name, 100, '91.4 %', '73.8'),
      exactRetention(name, '91.397 %', '73.783'),
      computed('discharge of cycle 1', '18661.2 s', 'last step time', (laboratory) => laboratory(name).half(1).seconds),
      computed('charge of cycle 1', '15064.8 s', 'last step time', (laboratory) => laboratory(name).half(2).seconds),
      computed('discharged in cycle 1', '3.053432 mAh', 'at 0.589049 mA', (laboratory) => {
        return 1000 * laboratory(name).cycle(1).cycle_discharging_capacity_ah;
      }),
      computed('charged in cycle 1', '2.464972 mAh', 'at 0.589049 mA', (laboratory) => {
        return 1000 * laboratory(name).cycle(1).cycle_charging_capacity_ah;
      }),
    ],
  })),
  {
    title: 'Mixing rule',
    text: 'A check of plausibility, from charge capacities of cycle 1 that the pipeline found.',
    truths: [
      computed(
        '+G from its parts',
        '1351.65 mAh/g',
        '70 % Si/a-Sn/CoSi2, 30 % graphite of 372 mAh/g, by weight',
        (laboratory) =>
          mixingRule([
            { share: 0.7, value: laboratory('si-sn-cosi2').cycle(1)[charged]! },
            { share: 0.3, value: 372 },
          ]),
      ),
      computed('+G beyond that', '1.6 %', 'measured over mixed', (laboratory) => {
        return percent(laboratory('g').cycle(1)[charged]! / 1351.65 - 1);
      }),
      computed('+G/C from its parts', '1275.57 mAh/g', '90 % +G, 10 % carbon of 401.4 mAh/g, by weight', (laboratory) =>
        mixingRule([
          { share: 0.9, value: laboratory('g').cycle(1)[charged]! },
          { share: 0.1, value: 401.4 },
        ]),
      ),
      computed('+G/C beyond that', '-1.6 %', 'measured over mixed', (laboratory) => {
        return percent(laboratory('gc').cycle(1)[charged]! / 1275.57 - 1);
      }),
    ],
  },
  {
    title: 'ASSLB half-cells',
    text: 'Against Li-In, −0.6 to 1.38 V; the current is not stated, 300 mA/g is ours. Without counters: the voltage crosses 0.',
    truths: [
      ...[
        ['lower', '0.02 V', '-0.60'],
        ['upper', '2.00 V', '1.38'],
      ].map(([end, printed, given]) =>
        computed(
          `${end} limit against lithium`,
          printed,
          'Li-In lies at +0.62 V',
          (laboratory) => limit(laboratory, end) + referenceOffset(laboratory('solid-gc').facts)!,
          wrong('taken as against lithium', given, (laboratory) => limit(laboratory, end)),
        ),
      ),
      capacity('solid-gc', 1, discharged, 1501.7),
      capacity('solid-gc', 1, charged, 1137),
      ...initialEfficiency('solid-gc', '75.7 %', '75.714 %', '132.1'),
      capacity('solid-si-sn-cosi2', 1, discharged, 2127.8),
      capacity('solid-si-sn-cosi2', 1, charged, 1718.6),
      ...initialEfficiency('solid-si-sn-cosi2', '80.8 %', '80.769 %', '123.8'),
    ],
  },
];
