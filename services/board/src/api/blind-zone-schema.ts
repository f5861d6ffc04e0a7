import type { BlindZone } from '@cellwatch/detection';
import { arrayOf, number, orNull, text, type Schema } from './schema-parts.js';

export const blindZoneProperties: Record<keyof BlindZone, Schema> = {
  shortest_dip_second: orNull({ ...number, description: 'A dip that is shorter may fall between two records' }),
  smallest_dip_volt: orNull({ ...number, description: 'Least fall that SOFT_DIP takes for a dip' }),
  dip_shunt_ohm: orNull({ ...number, description: 'Largest shunt of some seconds that makes such a dip' }),
  efficiency_shunt_ohm: orNull({
    ...number,
    description: 'Largest permanent shunt that CE_DROP tells of in one cycle',
  }),
  rest_shunt_ohm: orNull({
    ...number,
    description: 'Largest permanent shunt that REST_LEAK tells of, within a factor of two',
  }),
  sentences: arrayOf({ ...text, description: 'The same in plain words, one for each rule' }),
};
