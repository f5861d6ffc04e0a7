import { electrodeBasis } from '@cellwatch/electrochem';
import { computed, paper, wrong, type Compute, type Truth, type TruthGroup } from '../truth.js';
import { arealDischarged, read } from './read.js';
import { weigh, type Weighed } from './weigh.js';

/** The mean voltage that a printed energy density asks for, if this is what was weighed. */
const implied = (name: string, printed: number, what: Weighed): Compute => {
  return (laboratory) => (printed * weigh(laboratory, name, what)) / laboratory(name).cycle(2)[arealDischarged]! / 1000;
};

interface Case {
  name: string;
  thickness: number;
  density: number;
  projected?: boolean;
  areal: string;
  cathode: string;
  anode: string;
  separator: string;
  total: string;
  volt: string;
  /** Energy density, mass and voltage by masses that cannot be meant. */
  otherwise: { convention: string; what: Weighed; total: string; volt: string; density: string };
}

function rows(of: Case): Truth[] {
  const { name, thickness, otherwise } = of;
  const all = { cathode: true, anode: true, separator: thickness };
  const other = { ...all, ...otherwise.what };
  const column = of.projected
    ? 'projected_energy_density_watt_hour_per_kilogram'
    : 'energy_density_watt_hour_per_kilogram';
  return [
    computed('areal capacity', of.areal, 'over π/4 cm²', read(name, 2, arealDischarged)),
    computed('cathode coating', of.cathode, 'loading over active fraction', (laboratory) => {
      return weigh(laboratory, name, { cathode: true });
    }),
    computed('anode coating', of.anode, 'N/P 1.1 × areal capacity over capacity and active fraction', (laboratory) => {
      return weigh(laboratory, name, { anode: true });
    }),
    computed('separator', of.separator, `${thickness} µm`, (laboratory) => {
      return weigh(laboratory, name, { separator: thickness });
    }),
    computed(
      'mass',
      of.total,
      'coatings and separator (inferred)',
      (laboratory) => weigh(laboratory, name, all),
      wrong(otherwise.convention, otherwise.total, (laboratory) => weigh(laboratory, name, other)),
    ),
    computed(
      'mean discharge voltage that it implies',
      of.volt,
      'printed energy density × mass over capacity',
      implied(name, of.density, all),
      wrong(`${otherwise.convention}: impossible`, otherwise.volt, implied(name, of.density, other)),
    ),
    computed('mean discharge voltage', of.volt, 'energy over capacity', read(name, 2, 'mean_discharging_voltage_volt')),
    paper(
      `energy density at 0.1C${of.projected ? ', projected' : ''}`,
      `${of.density} Wh/kg`,
      `coatings and separator of ${thickness} µm`,
      read(name, 2, column),
      wrong(otherwise.convention, otherwise.density, (laboratory) => {
        const { cycle_discharging_energy_wh } = laboratory(name).cycle(2);
        const { area_cm2 } = electrodeBasis(laboratory(name).facts);
        return (1e6 * cycle_discharging_energy_wh) / area_cm2! / weigh(laboratory, name, other);
      }),
      ...(of.projected
        ? [wrong('pellet of 600 µm as built', '68.3', read(name, 2, 'energy_density_watt_hour_per_kilogram'))]
        : []),
    ),
  ];
}

const active = { cathode_fraction: 1, anode_fraction: 1 };

export const energyDensities: TruthGroup[] = [
  {
    title: 'Energy density: LIB +G/C ‖ NCM811',
    text: 'Masses per area. That the paper weighs coatings and separator is inferred: other masses give voltages that cannot be.',
    truths: rows({
      name: 'liquid-rates',
      thickness: 25,
      density: 434.4,
      areal: '2.9047 mAh/cm²',
      cathode: '19.375 mg/cm²',
      anode: '3.636 mg/cm²',
      separator: '1.33 mg/cm²',
      total: '24.341 mg/cm²',
      volt: '3.640 V',
      otherwise: { convention: 'active masses only', what: active, total: '19.375', volt: '2.90', density: '545.7' },
    }),
  },
  {
    title: 'Energy density: LIB graphite ‖ NCM811',
    text: 'As before; 360 mAh/g of graphite is assumed.',
    truths: rows({
      name: 'graphite-rates',
      thickness: 25,
      density: 309.1,
      areal: '2.7745 mAh/cm²',
      cathode: '19.375 mg/cm²',
      anode: '12.111 mg/cm²',
      separator: '1.33 mg/cm²',
      total: '32.816 mg/cm²',
      volt: '3.656 V',
      otherwise: { convention: 'active masses only', what: active, total: '25.308', volt: '2.82', density: '400.8' },
    }),
  },
  {
    title: 'Energy density: ASSLB',
    text: 'The paper’s 301.2 Wh/kg is that of a layer of 30 µm, which was not built; the pellet was 600 µm.',
    truths: [
      ...rows({
        name: 'solid-rates',
        thickness: 30,
        density: 301.2,
        projected: true,
        areal: '2.4801 mAh/cm²',
        cathode: '19.870 mg/cm²',
        anode: '3.428 mg/cm²',
        separator: '5.093 mg/cm²',
        total: '28.391 mg/cm²',
        volt: '3.448 V',
        otherwise: {
          convention: 'loading counts the composite',
          what: { cathode_fraction: 1 },
          total: '23.821',
          volt: '2.893',
          density: '359.0',
        },
      }),
      computed('density of the electrolyte', '1.6977 g/cm³', '80 mg on π/4 cm² and 600 µm', (laboratory) => {
        return laboratory('solid-rates').facts.separator_density_gram_per_cm3!;
      }),
      computed('pellet', '101.859 mg/cm²', '600 µm', (laboratory) => {
        return weigh(laboratory, 'solid-rates', { separator: 600 });
      }),
      computed('mass with the pellet', '125.157 mg/cm²', 'as built', (laboratory) => {
        return weigh(laboratory, 'solid-rates', { cathode: true, anode: true, separator: 600 });
      }),
      computed(
        'energy density at 0.1C as built',
        '68.3 Wh/kg',
        'coatings and pellet of 600 µm',
        read('solid-rates', 2, 'energy_density_watt_hour_per_kilogram'),
        wrong('projected to 30 µm', '301.2', read('solid-rates', 2, 'projected_energy_density_watt_hour_per_kilogram')),
      ),
    ],
  },
];
