import type { CellFacts } from '@cellwatch/events';
import type { Convention } from './convention.js';
import { shown } from './shown.js';

const offsets = { lithium: 0, lithium_indium: 0.62 };

/** Where the potentials stand against lithium. */
export function referenceConvention({ system, reference_electrode, reference_offset_volt }: CellFacts): Convention {
  const name = 'reference_offset';
  const text = (volt: number) => `${shown(volt)} V above lithium`;
  if (system === 'full_cell')
    return { name, value: 'none: the voltage is cathode minus anode', basis: 'derived', from: ['system'] };
  if (reference_offset_volt !== undefined)
    return { name, value: text(reference_offset_volt), basis: 'declared', from: ['reference_offset_volt'] };
  if (reference_electrode !== undefined)
    return { name, value: text(offsets[reference_electrode]), basis: 'derived', from: ['reference_electrode'] };
  return {
    name,
    value: 'none: potentials stay as measured, and no peak is assigned',
    basis: 'not_declared',
    from: ['reference_electrode', 'reference_offset_volt'],
  };
}
