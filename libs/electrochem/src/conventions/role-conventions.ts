import type { CellFacts } from '@cellwatch/events';
import type { Convention, ConventionName } from './convention.js';

const systems = {
  full_cell: 'full cell: anode against cathode',
  anode_half_cell: 'half-cell: the anode is under test',
  cathode_half_cell: 'half-cell: the cathode is under test',
  symmetric_cell: 'symmetric cell: two equal electrodes',
  blocking_pellet: 'pellet between blocking electrodes',
};

/** What the cell is, which half of a cycle comes first, and what CE divides. */
export function roleConventions({
  system,
  average_coulombic_efficiency_include_first: include,
}: CellFacts): Convention[] {
  const average: Convention = {
    name: 'average_coulombic_efficiency',
    value: include ? 'with the first cycle' : 'without the first cycle',
    basis: include === undefined ? 'not_declared' : 'declared',
    from: ['average_coulombic_efficiency_include_first'],
  };
  if (system === undefined) {
    const unknown = (name: ConventionName, value: string): Convention => ({
      name,
      value,
      basis: 'not_declared',
      from: ['system'],
    });
    return [
      unknown('role', 'capacities are computed, efficiencies and retention are not'),
      unknown('first_half', 'cycles are listed with charge first, and no efficiency is made of it'),
      unknown('coulombic_efficiency', 'none: which half it divides by would be a guess'),
    ];
  }
  const derived = (name: ConventionName, value: string): Convention => ({
    name,
    value,
    basis: 'derived',
    from: ['system'],
  });
  const role: Convention = { name: 'role', value: systems[system], basis: 'declared', from: ['system'] };
  if (system === 'symmetric_cell' || system === 'blocking_pellet')
    return [role, derived('coulombic_efficiency', 'none: it stores no charge')];
  const isAnode = system === 'anode_half_cell';
  return [
    role,
    derived('first_half', isAnode ? 'discharge, the lithiation' : 'charge'),
    derived(
      'coulombic_efficiency',
      `${isAnode ? 'charge / discharge' : 'discharge / charge'} capacity of the same cycle`,
    ),
    average,
  ];
}
