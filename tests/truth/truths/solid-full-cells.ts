import { fadePerCycle, temperatureTable } from '@cellwatch/electrochem';
import type { Laboratory } from '../laboratory.js';
import { computed, paper, wrong, type Truth, type TruthGroup } from '../truth.js';
import { arealDischarged, charged, discharged, read, readPercent, shareOf } from './read.js';

const warm = (laboratory: Laboratory) => temperatureTable(laboratory('solid-temperatures').cycles, 'full_cell');

function atSetPoint(group: number, celsius: number, capacity: string, areal: string, exactly: string): Truth[] {
  const arealOf = (laboratory: Laboratory) => warm(laboratory)[group].last.areal_capacity_mah_per_cm2;
  return [
    paper(`discharge capacity at ${celsius} °C`, capacity, 'per gram of NCM, grouped by set point', (laboratory) => {
      return warm(laboratory)[group].last.specific_capacity_mah_per_gram;
    }),
    paper(`areal capacity at ${celsius} °C`, areal, 'over π/4 cm²', arealOf),
    computed(`areal capacity at ${celsius} °C, unrounded`, exactly, 'over π/4 cm²', arealOf),
    computed(`set point of that group`, `${celsius} °C`, 'as declared', (laboratory) => {
      return warm(laboratory)[group].temperature_set_point_celsius;
    }),
  ];
}

/** How many degrees the sensor shows in the complete cycles. */
function degrees(laboratory: Laboratory): number {
  const complete = laboratory('solid-temperatures').cycles.filter(({ status }) => status === 'complete');
  return new Set(complete.map(({ temperature_celsius }) => temperature_celsius!.toFixed(0))).size;
}

function areal(quantity: string, name: string, cycle: number, printed: string, exactly: string, of_composite: string) {
  const compute = read(name, cycle, arealDischarged);
  return [
    paper(
      quantity,
      printed,
      'over π/4 cm², loading counts NCM',
      compute,
      wrong('loading counts the composite, 77 % NCM', of_composite, (laboratory) => 0.77 * compute(laboratory)!),
    ),
    computed(`${quantity}, unrounded`, exactly, 'over π/4 cm²', compute),
  ];
}

const kept = (intervals: number) => (laboratory: Laboratory) =>
  fadePerCycle(laboratory('solid-0.3c').cycle(150).capacity_retention!, intervals);

const discharge = (cycle: number, second: string, milliampere_hour: string) => [
  computed(`discharge of cycle ${cycle}`, second, 'last step time, at 0.62345 mA', (laboratory) => {
    return laboratory('solid-0.3c').half(2 * cycle).seconds;
  }),
  computed(`discharged in cycle ${cycle}`, milliampere_hour, 'at 0.62345 mA', (laboratory) => {
    return 1000 * laboratory('solid-0.3c').cycle(cycle).cycle_discharging_capacity_ah;
  }),
];

export const solidFullCells: TruthGroup[] = [
  {
    title: 'ASSLB full cell, 25 to 80 °C, 14.9 mg/cm²',
    text: 'At 0.1C. Between the cycles of one set point the sensor drifts by more than a regime tolerates.',
    truths: [
      ...atSetPoint(0, 25, '114.5 mAh/g', '1.71 mAh/cm²', '1.70605 mAh/cm²'),
      ...atSetPoint(1, 80, '168.8 mAh/g', '2.52 mAh/cm²', '2.5151 mAh/cm²'),
      computed(
        'groups of the series',
        '2',
        'by set point',
        (laboratory) => warm(laboratory).length,
        wrong('by the sensor, to the degree', '6', degrees),
      ),
    ],
  },
  {
    title: 'ASSLB full cell, rates, 15.3 mg/cm²',
    text: 'At 60 °C; 1C = 180 mA/g of NCM is assumed.',
    truths: [
      paper('discharge capacity at 0.1C', '162.1 mAh/g', 'per gram of NCM', read('solid-rates', 2, discharged)),
      ...areal('areal capacity at 0.1C', 'solid-rates', 2, '2.48 mAh/cm²', '2.4801 mAh/cm²', '1.91'),
      paper('discharge capacity at 3C', '73.6 mAh/g', 'per gram of NCM', read('solid-rates', 4, discharged)),
      ...areal('areal capacity at 3C', 'solid-rates', 4, '1.13 mAh/cm²', '1.1261 mAh/cm²', '0.87'),
      computed(
        '3C over 0.1C',
        '45.4 %',
        'of discharge capacities',
        shareOf('solid-rates', [4, discharged], [2, discharged]),
      ),
    ],
  },
  {
    title: 'ASSLB full cell at 0.3C, 14.7 mg/cm²',
    text: 'At 60 °C, 150 cycles; the base of the retention is the first cycle at 0.3C.',
    truths: [
      paper('discharge capacity of cycle 1', '139.5 mAh/g', 'per gram of NCM', read('solid-0.3c', 1, discharged)),
      ...areal('areal capacity of cycle 1', 'solid-0.3c', 1, '2.05 mAh/cm²', '2.05065 mAh/cm²', '1.58'),
      paper(
        'retention after 150 cycles',
        '89.3 %',
        'discharge over that of cycle 1',
        readPercent('solid-0.3c', 150, 'capacity_retention'),
        wrong('over the charge of cycle 1', '89.2', shareOf('solid-0.3c', [150, discharged], [1, charged])),
      ),
      computed(
        'discharge capacity of cycle 150',
        '124.57 mAh/g',
        'implied by the retention',
        read('solid-0.3c', 150, discharged),
      ),
      computed(
        'areal capacity of cycle 150',
        '1.831 mAh/cm²',
        'over π/4 cm²',
        read('solid-0.3c', 150, arealDischarged),
      ),
      ...discharge(1, '9300 s', '1.61058 mAh'),
      ...discharge(150, '8305 s', '1.43821 mAh'),
      computed(
        'kept per cycle',
        '0.999241',
        'geometric mean over 149 intervals',
        kept(149),
        wrong('over 150 intervals', '0.999246', kept(150)),
      ),
    ],
  },
];
