import {
  edgeResistance,
  electronicConductivity,
  ionicConductivity,
  squareRootExtrapolation,
} from '@cellwatch/electrochem';
import { disk_cm2 } from '../cells/shared.js';
import type { Laboratory } from '../laboratory.js';
import { computed, wrong, type Compute, type Truth, type TruthGroup } from '../truth.js';

/** −300 to +300 mV over 0.6157 Ω, by an instrument that reads 20 mA too much. */
const volts = Array.from({ length: 61 }, (_, k) => -0.3 + 0.01 * k);
const amperes = volts.map((volt) => volt / 0.6157 + 0.02);
const pellet = (area_cm2: number) => () =>
  electronicConductivity({ voltage_volt: volts, current_ampere: amperes, thickness_micrometer: 1000, area_cm2 });

/** 50 mV held for ten minutes: the current falls to 1.309 mA. */
const seconds = Array.from({ length: 61 }, (_, k) => 10 * k);
const falling = seconds.map((second) => 1.309e-3 * (1 + 0.4 * Math.exp(-second / 40)));
const biased = (records: number): Compute => {
  return () =>
    ionicConductivity({
      time_second: seconds.slice(0, records),
      current_ampere: falling.slice(0, records),
      bias_volt: 0.05,
      thickness_micrometer: 600,
      area_cm2: disk_cm2,
    });
};

const edge = (laboratory: Laboratory) => laboratory('step-response').cycle(1).discharging_edge!;

/** The records of the first half, and what was before its edge. */
function step(laboratory: Laboratory) {
  const { records } = laboratory('step-response');
  const rest = records.filter(({ step_id }) => step_id === 1);
  const load = records.filter(({ step_id }) => step_id === 2);
  return {
    time_second: load.map(({ step_time_second }) => step_time_second),
    voltage_volt: load.map(({ voltage_volt }) => voltage_volt),
    voltage_before_volt: rest[rest.length - 1].voltage_volt,
    current_ampere: load[0].current_ampere,
  };
}

const at = (at_second: number) => (laboratory: Laboratory) =>
  edgeResistance({ ...step(laboratory), current_before_ampere: 0, at_second });

const extrapolated = (from_second: number, to_second: number) => (laboratory: Laboratory) => {
  const { current_ampere, ...records } = step(laboratory);
  return squareRootExtrapolation({ ...records, current_change_ampere: current_ampere, from_second, to_second })!;
};

const proxy = (from: number, to: number, ohm: string, sigma: string): Truth[] => [
  computed(
    `R1 + R_int + R_ct from ${from}-${to} s`,
    `${ohm} Ω`,
    'V = V_a + b√t; truth 53.7; an estimate, never a fit',
    (laboratory) => extrapolated(from, to)(laboratory).resistance_ohm,
  ),
  computed(`σ from ${from}-${to} s`, `${sigma} Ω·s^-½`, 'b over ΔI·1.595769; truth 25', (laboratory) => {
    return extrapolated(from, to)(laboratory).warburg_coefficient_ohm_per_root_second;
  }),
];

export const sweepTruths: TruthGroup[] = [
  {
    title: 'Conductivities',
    text: 'Simulated sweeps, by function.',
    truths: [
      computed(
        'σ_e',
        '0.20680 S/cm',
        'L 0.1 cm, R 0.6157 Ω, π/4 cm²; slope of I over V with intercept',
        pellet(disk_cm2),
        wrong('I over V at +300 mV, the instrument’s offset inside', '0.21528', () => {
          return 0.1 / disk_cm2 / (0.3 / amperes[60]);
        }),
        wrong('area 0.785 cm², as printed', '0.20690', pellet(0.785)),
      ),
      computed(
        'σ_ion',
        '2.0000e-3 S/cm',
        'L 0.06 cm, 1.309 mA steady at 50 mV, π/4 cm²; a lower bound',
        biased(61),
        wrong('current of the first moment', '2.8e-3', () => (0.06 * falling[0]) / (disk_cm2 * 0.05)),
      ),
    ],
  },
  {
    title: 'Answer to a current step',
    text:
      'R1 3 Ω, R_int 12 Ω with a CPE of 2·10⁻⁵ and 0.85, R_ct 38.7 Ω with one of 4·10⁻⁴ and 0.80, σ 25 Ω·s^-½; as the edge ' +
      'from rest to discharge in a cell’s file, records from 1 ms on.',
    truths: [
      computed('R at the first record', '25.169 Ω', '1 ms after the edge', (laboratory) => {
        return edge(laboratory).resistance_ohm;
      }),
      computed('R(1 ms)', '25.169 Ω', 'over the records', at(0.001)),
      computed('R(10 ms)', '48.299 Ω', 'over the records; not ohmic, for R1 is 3 Ω', at(0.01)),
      computed('R(0.1 s)', '65.374 Ω', 'of the cycle’s edge', (laboratory) => edge(laboratory).resistance_100ms_ohm),
      computed('R(1 s)', '93.461 Ω', 'of the cycle’s edge', (laboratory) => edge(laboratory).resistance_1s_ohm),
      computed('R(10 s)', '179.836 Ω', 'of the cycle’s edge', (laboratory) => edge(laboratory).resistance_10s_ohm),
      computed('of that, diffusion', '126.2 Ω', 'σ·1.595769·√10, σ from 5-30 s', (laboratory) => {
        const { warburg_coefficient_ohm_per_root_second } = extrapolated(5, 30)(laboratory);
        return warburg_coefficient_ohm_per_root_second * 2 * Math.sqrt((2 / Math.PI) * 10);
      }),
      ...proxy(1, 10, '53.57', '25.024'),
      ...proxy(5, 30, '53.656', '25.004'),
    ],
  },
];
