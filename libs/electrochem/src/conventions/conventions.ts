import type { CellFacts } from '@cellwatch/events';
import { basisConventions } from './basis-conventions.js';
import type { Convention, ConventionName } from './convention.js';
import type { Fact } from './need.js';
import { referenceConvention } from './reference-convention.js';
import { regimeTolerances } from './regime-tolerances.js';
import { retentionConventions } from './retention-conventions.js';
import { roleConventions } from './role-conventions.js';

/** Every convention that results of this cell follow: declared, derived from what is declared, or not declared. */
export function conventions(facts: CellFacts): Convention[] {
  return [
    ...roleConventions(facts),
    ...retentionConventions(facts),
    ...basisConventions(facts),
    referenceConvention(facts),
    ...listConventions(facts),
    ...(facts.system === 'full_cell' ? [massModel(facts)] : []),
    regime(facts),
  ];
}

function listConventions({ polarity, formation_cycles, check_up_cycles }: CellFacts): Convention[] {
  const cycles = (name: ConventionName, fact: Fact, list: number[] | undefined): Convention => ({
    name,
    value: list?.length ? `cycles ${list.join(', ')}, kept out of baselines and averages` : 'none',
    basis: list === undefined ? 'not_declared' : 'declared',
    from: [fact],
  });
  return [
    {
      name: 'polarity',
      value:
        polarity === 'reversed' ? 'reversed: voltage and current are read with the other sign' : 'normal: as recorded',
      basis: polarity === undefined ? 'not_declared' : 'declared',
      from: ['polarity'],
    },
    cycles('formation', 'formation_cycles', formation_cycles),
    cycles('check_ups', 'check_up_cycles', check_up_cycles),
  ];
}

function massModel({ mass_model }: CellFacts): Convention {
  return {
    name: 'mass_model',
    value: (mass_model ?? 'coatings').replaceAll('_', ' '),
    basis: mass_model === undefined ? 'not_declared' : 'declared',
    from: ['mass_model'],
  };
}

function regime({ temperature_set_point_celsius, temperature_schedule }: CellFacts): Convention {
  const { current_ratio, end_voltage_volt, temperature_celsius } = regimeTolerances;
  const from: Fact[] = [
    ...(temperature_set_point_celsius === undefined ? [] : ['temperature_set_point_celsius' as const]),
    ...(temperature_schedule === undefined ? [] : ['temperature_schedule' as const]),
  ];
  const temperature = from.length > 0 ? 'temperature set points' : 'measured temperatures';
  return {
    name: 'regime',
    value:
      `currents within ${100 * current_ratio} %, end voltages within ${1000 * end_voltage_volt} mV, ` +
      `${temperature} within ${temperature_celsius} °C, the same kinds of step`,
    basis: from.length > 0 ? 'derived' : 'not_declared',
    from: from.length > 0 ? from : ['temperature_set_point_celsius'],
  };
}
