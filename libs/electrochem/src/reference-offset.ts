import type { CellFacts } from '@cellwatch/events';

const lithiumIndium = 0.62;

/**
 * Potential of the reference electrode against lithium, in V: what is declared, else that of the declared electrode (Li 0, Li-In
 * +0.62 V); null where neither is. V against lithium = V measured + offset.
 *
 * @quantity reference offset
 * @symbol E_ref
 * @unit V
 * @formula V vs Li = V vs reference + E_ref
 * @convention declared offset before that of the declared electrode
 * @source doi 10.1002/batt.201800149 for Li-In
 */
export function referenceOffset({
  reference_offset_volt,
  reference_electrode,
}: Pick<CellFacts, 'reference_offset_volt' | 'reference_electrode'>): number | null {
  if (reference_offset_volt !== undefined) return reference_offset_volt;
  if (reference_electrode === undefined) return null;
  return reference_electrode === 'lithium_indium' ? lithiumIndium : 0;
}
