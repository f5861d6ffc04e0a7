import { compactionDensity, elasticShare, swelling } from '@cellwatch/electrochem';
import { disk_cm2 } from '../cells/shared.js';
import { computed, paper, wrong, type TruthGroup } from '../truth.js';
import { percent } from './read.js';

/** Gram per mole and per cm³. */
const lithium = { molar: 6.94, density: 0.534 };
const indium = { molar: 114.818, density: 7.31 };
const faraday = 96485.33212;
const moles = ({ molar, density }: typeof lithium, micrometer: number) => (micrometer * 1e-4 * density) / molar;

export const mechanics: TruthGroup[] = [
  {
    title: 'Thickness, mass and indentation: scalars entered by hand',
    text: 'Printed measurements into the formulas.',
    truths: [
      paper(
        'swelling of Si in an ASSLB, 10 cycles',
        '33.5 %',
        '24.8 → 33.1 µm, over the first thickness',
        () => percent(swelling(24.8, 33.1)),
        wrong('over the last thickness', '25.1', () => percent((33.1 - 24.8) / 33.1)),
      ),
      computed('that, unrounded', '33.47 %', '24.8 → 33.1 µm', () => percent(swelling(24.8, 33.1))),
      paper(
        'swelling of +G/C in an ASSLB, 100 cycles',
        '6.7 %',
        '23.8 → 25.4 µm, over the first thickness',
        () => percent(swelling(23.8, 25.4)),
        wrong('over the last thickness', '6.3', () => percent((25.4 - 23.8) / 25.4)),
      ),
      computed('that, unrounded', '6.72 %', '23.8 → 25.4 µm', () => percent(swelling(23.8, 25.4))),
      paper('compaction density, Si', '0.770 g/cm³', '1.910 mg/cm² at 24.8 µm', () => {
        return compactionDensity(1.91 * disk_cm2, disk_cm2, 24.8);
      }),
      paper('compaction density, +G/C', '0.803 g/cm³', '1.911 mg/cm² at 23.8 µm', () => {
        return compactionDensity(1.911 * disk_cm2, disk_cm2, 23.8);
      }),
      computed('electrode that 0.770 g/cm³ means', '1.910 mg/cm²', 'at 24.8 µm', () => {
        return 0.77 / compactionDensity(1, 1, 24.8)!;
      }),
      computed(
        'electrode that 0.803 g/cm³ means',
        '1.911 mg/cm²',
        'at 23.8 µm; never a loading: N/P 1.1 needs more',
        () => 0.803 / compactionDensity(1, 1, 23.8)!,
      ),
      paper(
        'elastic share of PVC carbon',
        '77.1 %',
        'W_e over W_e + W_p, 51.857 and 15.403',
        () => percent(elasticShare(51.857, 15.403)),
        wrong('W_e over W_p', '336.7', () => percent(51.857 / 15.403)),
      ),
      computed('that, unrounded', '77.099 %', '51.857 and 15.403', () => percent(elasticShare(51.857, 15.403))),
      computed('elastic share of Sn', '0.95 %', '0.497 and 51.603', () => percent(elasticShare(0.497, 51.603))),
      computed(
        'Li to In of the counter electrode, one to',
        '1.65',
        '50 and 100 µm of equal area (printed: 1:2 molar)',
        () => moles(indium, 100) / moles(lithium, 50),
      ),
      computed('lithium in it', '10.3 mAh/cm²', '50 µm, one electron, far above need', () => {
        return (moles(lithium, 50) * faraday) / 3.6;
      }),
    ],
  },
];
