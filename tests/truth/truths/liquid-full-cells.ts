import { fadePerCycle } from '@cellwatch/electrochem';
import { computed, paper, wrong, type Truth, type TruthGroup } from '../truth.js';
import { arealDischarged, charged, discharged, percent, read, readPercent, shareOf } from './read.js';

interface Aged {
  name: string;
  rate: string;
  ice: string;
  ice_shifted: string;
  capacity: string;
  base: string;
  /** Of all bases by which the printed capacity rounds to the printed retention. */
  base_range: [least: string, most: string];
  /** Of the rate test at the same rate: the cycle, and how far the base lies below it. */
  below: [cycle: number, printed: string];
  retention: string;
  retention_on_formation: string;
  areal: string;
  areal_exactly: string;
  fade: string;
  fade_of_100: string;
}

/** Cycle 1 is formation: the 100th after it is the cell's 101st. */
const aged = (cell: Aged): Truth[] => [
  paper(
    'ICE',
    cell.ice,
    'discharge over charge of the formation cycle (inferred)',
    readPercent(cell.name, 1, 'initial_coulombic_efficiency'),
    wrong('discharge n over charge n−1', cell.ice_shifted, shareOf(cell.name, [2, discharged], [1, charged])),
    wrong('of the first cycle after formation', '99.9', readPercent(cell.name, 2, 'coulombic_efficiency')),
  ),
  paper('discharge capacity after 100 cycles', cell.capacity, 'per gram of NCM', read(cell.name, 101, discharged)),
  computed('base of the retention', cell.base, 'first cycle after formation in the same regime', (laboratory) => {
    const { cycle } = laboratory(cell.name);
    return cycle(cycle(101).retention_reference_cycle_count!)[discharged];
  }),
  ...(['least', 'most'] as const).map((end, k) =>
    computed(
      `${end} base by rounding`,
      cell.base_range[k],
      'capacity after 100 cycles over the retention',
      (laboratory) => {
        const rounding = end === 'least' ? 0.0005 : -0.0005;
        return laboratory(cell.name).cycle(101)[discharged]! / (Number.parseFloat(cell.retention) / 100 + rounding);
      },
    ),
  ),
  computed(`base under the rate test at ${cell.rate}`, cell.below[1], 'another cell: consistent', (laboratory) => {
    const tested = laboratory('liquid-rates').cycle(cell.below[0])[discharged]!;
    return percent(1 - laboratory(cell.name).cycle(2)[discharged]! / tested);
  }),
  paper(
    'retention after 100 cycles',
    cell.retention,
    'discharge over that of the first cycle after formation',
    readPercent(cell.name, 101, 'capacity_retention'),
    wrong('over 187.4 mAh/g of the formation at 0.1C', cell.retention_on_formation, shareOf(cell.name, [101, discharged], [1, discharged])), // prettier-ignore
  ),
  paper('areal capacity after 100 cycles', cell.areal, 'over π/4 cm²', read(cell.name, 101, arealDischarged)),
  computed('areal capacity, unrounded', cell.areal_exactly, 'over π/4 cm²', read(cell.name, 101, arealDischarged)),
  computed(
    'kept per cycle',
    cell.fade,
    'geometric mean over 99 intervals',
    (laboratory) => fadePerCycle(laboratory(cell.name).cycle(101).capacity_retention!, 99),
    wrong('over 100 intervals', cell.fade_of_100, (laboratory) => {
      return fadePerCycle(laboratory(cell.name).cycle(101).capacity_retention!, 100);
    }),
  ),
];

export const liquidFullCells: TruthGroup[] = [
  {
    title: 'LIB full cell at 1C, 15.3 mg/cm²',
    text: 'One formation cycle at 0.1C, then 100 cycles; charge first.',
    truths: aged({
      name: 'liquid-1c',
      rate: '1C',
      ice: '78.0 %',
      ice_shifted: '70.3',
      capacity: '137.1 mAh/g',
      base: '168.84 mAh/g',
      base_range: ['168.74 mAh/g', '168.95 mAh/g'],
      below: [5, '3.1 %'],
      retention: '81.2 %',
      retention_on_formation: '73.2',
      areal: '2.10 mAh/cm²',
      areal_exactly: '2.0976 mAh/cm²',
      fade: '0.997899',
      fade_of_100: '0.997920',
    }),
  },
  {
    title: 'LIB full cell at 3C, 12.7 mg/cm²',
    text: 'As before, without counters.',
    truths: aged({
      name: 'liquid-3c',
      rate: '3C',
      ice: '78.1 %',
      ice_shifted: '61.2',
      capacity: '130.9 mAh/g',
      base: '146.75 mAh/g',
      base_range: ['146.67 mAh/g', '146.83 mAh/g'],
      below: [9, '3.4 %'],
      retention: '89.2 %',
      retention_on_formation: '69.9',
      areal: '1.66 mAh/cm²',
      areal_exactly: '1.6624 mAh/cm²',
      fade: '0.998846',
      fade_of_100: '0.998858',
    }),
  },
];
