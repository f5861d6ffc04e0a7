import type { CellFacts } from '@cellwatch/events';
import type { Convention } from './convention.js';

const references = {
  cycle1: 'cycle 1 of the cell’s life, formation included, while the regime is the same',
  first_after_formation_same_regime: 'the first cycle after formation in the same regime',
  max_first_5: 'the greatest of the first 5 after formation in the same regime',
  median_first_40: 'the median of the first 40 after formation in the same regime',
};

/** Which capacity retention compares, and with which. */
export function retentionConventions({ system, retention_reference }: CellFacts): Convention[] {
  if (system === 'symmetric_cell' || system === 'blocking_pellet') return [];
  if (system === undefined)
    return [
      {
        name: 'retention_reference',
        value: retention_reference
          ? `${references[retention_reference]}; but no retention without a role`
          : 'none: no retention without a role',
        basis: 'not_declared',
        from: retention_reference ? ['system'] : ['system', 'retention_reference'],
      },
    ];
  const isAnode = system === 'anode_half_cell';
  return [
    {
      name: 'reversible_capacity',
      value: isAnode ? 'charge capacity' : 'discharge capacity',
      basis: 'derived',
      from: ['system'],
    },
    {
      name: 'retention_reference',
      value: references[retention_reference ?? (isAnode ? 'cycle1' : 'first_after_formation_same_regime')],
      basis: retention_reference ? 'declared' : 'derived',
      from: [retention_reference ? 'retention_reference' : 'system'],
    },
  ];
}
