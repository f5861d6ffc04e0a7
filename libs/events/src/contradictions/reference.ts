import type { Rule } from './declared.js';

const offsets = { lithium: 0, lithium_indium: 0.62 };
/** What the plateau of Li-In varies by, with temperature and composition. */
const toleranceVolt = 0.05;

/** The offset against lithium, and the electrode that it is said to be of. */
export const reference: Rule = ({ reference_electrode, reference_offset_volt }) => {
  if (reference_electrode === undefined || reference_offset_volt === undefined) return [];
  const expected = offsets[reference_electrode];
  if (Math.abs(reference_offset_volt - expected) <= toleranceVolt + 1e-9) return [];
  const message =
    `reference_offset_volt is ${reference_offset_volt} and reference_electrode is ${reference_electrode}, ` +
    `expected ${expected} ± ${toleranceVolt} V above lithium`;
  return [{ fields: ['reference_offset_volt', 'reference_electrode'], message }];
};
