import { computed, paper, wrong, type Compute, type TruthGroup } from '../truth.js';
import { weigh } from './weigh.js';

/** Capacity of 2.5 mg/cm² of anode over that of a cathode at 187.4 mAh/g. */
const ratio = (loading: number): Compute => {
  return (laboratory) =>
    (2.5 * laboratory('gc').cycle(1).specific_charging_capacity_mah_per_gram!) /
    (loading * laboratory('liquid-rates').cycle(1).specific_discharging_capacity_mah_per_gram!);
};

export const electrodeRatios: TruthGroup = {
  title: 'Anode against cathode',
  text: 'The paper’s N/P of 1.1, its loadings and its compaction density do not go together; shown, not repaired.',
  truths: [
    computed('anode that N/P 1.1 needs in the ASSLB', '2.40 mg/cm²', 'active, at 2.48 mAh/cm²', (laboratory) => {
      return weigh(laboratory, 'solid-rates', { anode: true, anode_fraction: 1 });
    }),
    computed('its coating', '3.43 mg/cm²', '70 % active', (laboratory) => {
      return weigh(laboratory, 'solid-rates', { anode: true });
    }),
    paper(
      'N/P of the LIB',
      '1.1',
      '2.5 mg/cm² of anode against 15.5 mg/cm² of NCM',
      ratio(15.5),
      wrong('against 12.7 mg/cm²', '1.3', ratio(12.7)),
    ),
    computed('N/P of the LIB at 15.5 mg/cm², unrounded', '1.08', 'charge of cycle 1 over 187.4 mAh/g', ratio(15.5)),
    computed('N/P of the LIB at 12.7 mg/cm²', '1.32', 'the same anode, unless it was scaled', ratio(12.7)),
  ],
};
