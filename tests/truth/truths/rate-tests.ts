import { rateTable } from '@cellwatch/electrochem';
import type { Laboratory } from '../laboratory.js';
import { computed, paper, wrong, type Truth, type TruthGroup } from '../truth.js';
import { percent } from './read.js';

const table = (laboratory: Laboratory, name: string) =>
  rateTable(laboratory(name).cycles, laboratory(name).facts.system);

/** Capacity at each rate, and as a share of that at 0.1C. */
function rateTest(
  name: string,
  points: readonly (readonly [rate: number, capacity: string, share: string])[],
): Truth[] {
  return points.flatMap(([rate, capacity, share], group) => [
    paper(`capacity at ${rate}C`, `${capacity} mAh/g`, 'last cycle of the rate (not stated which)', (laboratory) => {
      return table(laboratory, name).groups[group].last.specific_capacity_mah_per_gram;
    }),
    computed(`share at ${rate}C`, `${share} %`, 'of the capacity at 0.1C', (laboratory) => {
      return percent(table(laboratory, name).groups[group].relative_last);
    }),
  ]);
}

export const rateTests: TruthGroup[] = [
  {
    title: 'Rate test: +G/C half-cell',
    text: 'Charge capacity, 1C = 1200 mA/g, two cycles a rate, 1C again at the end.',
    truths: [
      ...rateTest('gc-rates', [
        [0.1, '1328.2', '100.00'],
        [0.2, '1307.3', '98.43'],
        [0.5, '1236.4', '93.09'],
        [1, '1109.8', '83.56'],
        [2, '888.7', '66.91'],
        [3, '725.2', '54.60'],
      ]),
      computed(
        'recovery at 1C after 3C',
        '1.00',
        'over the 1C before (the paper says “fully recovered”, no number)',
        (laboratory) => table(laboratory, 'gc-rates').recovery!.last,
        wrong('over 0.1C', '0.84', (laboratory) => table(laboratory, 'gc-rates').groups[6].relative_last),
      ),
      computed(
        'capacity at 0.25C, by a straight line',
        '1295 mAh/g',
        'between 0.2C and 0.5C; another cell than that of 300 mA/g, which does not equal it',
        (laboratory) => {
          const [slow, fast] = [1, 2].map((group) => table(laboratory, 'gc-rates').groups[group]);
          const share = (0.25 - slow.charging_c_rate!) / (fast.charging_c_rate! - slow.charging_c_rate!);
          const of = ({ last }: typeof slow) => last.specific_capacity_mah_per_gram!;
          return of(slow) + share * (of(fast) - of(slow));
        },
        wrong('cycle 1 at 300 mA/g', '1255', (laboratory) => {
          return laboratory('gc').cycle(1).specific_charging_capacity_mah_per_gram;
        }),
      ),
    ],
  },
  {
    title: 'Rate test: LIB +G/C ‖ NCM811, 15.5 mg/cm²',
    text: 'Discharge capacity per gram of NCM, 1C = 180 mA/g, two cycles a rate.',
    truths: rateTest('liquid-rates', [
      [0.1, '187.4', '100.00'],
      [0.5, '175.5', '93.65'],
      [1, '174.2', '92.96'],
      [2, '163.6', '87.30'],
      [3, '151.9', '81.06'],
      [5, '139.7', '74.55'],
    ]),
  },
  {
    title: 'Rate test: LIB graphite ‖ NCM811',
    text: 'As before; its loading, 15.5 mg/cm², is assumed.',
    truths: rateTest('graphite-rates', [
      [0.1, '179.0', '100.00'],
      [0.5, '152.5', '85.20'],
      [1, '140.2', '78.32'],
      [2, '124.8', '69.72'],
      [3, '112.2', '62.68'],
      [5, '88.1', '49.22'],
    ]),
  },
];
