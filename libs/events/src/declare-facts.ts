import type { CellFacts } from './cell-facts.js';
import { cellFactsSchema } from './cell-facts-schema.js';
import { explainIssues } from './explain-issues.js';
import { factsVersionOf } from './facts-version-of.js';

const declaredSchema = cellFactsSchema.omit({ facts_version: true });

/** Beyond rounding of a weighed mass and a measured disk. */
const massTolerance = 0.05;

/**
 * Facts as a person wrote them in YAML or JSON, checked, with the version that follows from them (`0` when there is nothing
 * but the cell's name). An empty field is one that was not declared; a `facts_version` that comes along is computed anew.
 * Throws an Error that names each wrong field, what was got and what was expected, and both of two facts that contradict.
 */
export function declareFacts(declared: unknown): CellFacts {
  if (declared === null || typeof declared !== 'object' || Array.isArray(declared))
    throw new Error(`facts are ${JSON.stringify(declared)}, expected fields such as cell_id and system`);
  const given = Object.fromEntries(
    Object.entries(declared).filter(([name, value]) => name !== 'facts_version' && value !== null),
  );
  const parsed = declaredSchema.safeParse(given);
  if (!parsed.success)
    throw new Error(
      `${explainIssues(given, parsed.error.issues)}${
        parsed.error.issues.some(({ code }) => code === 'unrecognized_keys')
          ? ` (${Object.keys(declaredSchema.shape).join(', ')})`
          : ''
      }`,
    );
  const facts = parsed.data;
  const contradictions = [massAgainstLoading(facts), voltageWindow(facts)].filter((text) => text !== undefined);
  if (contradictions.length > 0) throw new Error(contradictions.join('; '));
  if (facts.formation_cycles)
    facts.formation_cycles = [...new Set(facts.formation_cycles)].sort((one, other) => one - other);
  return { ...facts, facts_version: factsVersionOf(facts) };
}

type Declared = Omit<CellFacts, 'facts_version'>;

function massAgainstLoading({ active_mass_gram, active_loading_mg_per_cm2, area_cm2 }: Declared): string | undefined {
  if (active_mass_gram === undefined || active_loading_mg_per_cm2 === undefined || area_cm2 === undefined)
    return undefined;
  const computed = (active_loading_mg_per_cm2 * area_cm2) / 1000;
  if (Math.abs(computed / active_mass_gram - 1) <= massTolerance) return undefined;
  return (
    `active_mass_gram is ${active_mass_gram}, but active_loading_mg_per_cm2 ${active_loading_mg_per_cm2} × area_cm2 ` +
    `${area_cm2} is ${Number(computed.toPrecision(6))} g, expected them within 5 %`
  );
}

function voltageWindow({ lower_voltage_limit_volt, upper_voltage_limit_volt }: Declared): string | undefined {
  if (lower_voltage_limit_volt === undefined || upper_voltage_limit_volt === undefined) return undefined;
  if (lower_voltage_limit_volt < upper_voltage_limit_volt) return undefined;
  return (
    `lower_voltage_limit_volt is ${lower_voltage_limit_volt} and upper_voltage_limit_volt is ` +
    `${upper_voltage_limit_volt}, expected the lower below the upper`
  );
}
