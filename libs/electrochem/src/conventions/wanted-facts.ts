import type { CellFacts, CycleSummary } from '@cellwatch/events';
import { missingFacts, type Fact, type Need } from './need.js';
import { needs, type TableName } from './needs.js';

/** A quantity or table that cannot be computed for a cell. */
export interface WantedFacts {
  quantity: keyof CycleSummary | TableName;
  /** One of these is enough, and all facts of it are needed. Empty where no fact helps: the system has no such quantity. */
  wanted: Fact[][];
  /** `needs a and b; and c, or d and e`, or why this system has it not. */
  why: string;
}

/**
 * What cannot be computed for a cell described like this, and for want of which facts. Two of active_mass_gram,
 * active_loading_mg_per_cm2 and area_cm2 count as the third. In the order of the glossary; what is not said of a system is
 * said of every system that has the quantity.
 */
export function wantedFacts(facts: CellFacts): WantedFacts[] {
  return (Object.keys(needs) as (keyof typeof needs)[]).flatMap((quantity) => {
    const rule = needs[quantity];
    if (rule === null) return [];
    if (facts.system && rule.systems && !rule.systems.includes(facts.system))
      return [{ quantity, wanted: [], why: `not of ${systems[facts.system]}: ${rule.otherwise}` }];
    const own = typeof rule.need === 'function' ? rule.need(facts) : rule.need;
    const need: Need = rule.systems ? { all: ['system', own] } : own;
    const wanted = missingFacts(need, facts);
    if (wanted.length === 0) return [];
    return [{ quantity, wanted, why: `needs ${inWords(wanted)}${rule.unless ? `, unless ${rule.unless}` : ''}` }];
  });
}

const systems = {
  full_cell: 'a full cell',
  anode_half_cell: 'an anode half-cell',
  cathode_half_cell: 'a cathode half-cell',
  symmetric_cell: 'a symmetric cell',
  blocking_pellet: 'a blocking pellet',
};

/** What every alternative has comes first. */
function inWords([first, ...others]: Fact[][]): string {
  const shared = first.filter((fact) => others.every((other) => other.includes(fact)));
  const choice = [first, ...others]
    .map((facts) => listed(facts.filter((fact) => !shared.includes(fact))))
    .filter((text) => text !== '')
    .join(', or ');
  return [listed(shared), choice].filter((text) => text !== '').join('; and ');
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
