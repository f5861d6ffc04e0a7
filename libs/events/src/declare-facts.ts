import type { CellFacts } from './cell-facts.js';
import { cellFactsSchema } from './cell-facts-schema.js';
import { contradictions } from './contradictions/contradictions.js';
import { explainIssue, explainIssues } from './explain-issues.js';
import { DeclarationError } from './declaration-error.js';
import { factsVersionOf } from './facts-version-of.js';

const declaredSchema = cellFactsSchema.omit({ facts_version: true });

/**
 * Facts as a person wrote them in YAML or JSON, checked, with the version that follows from them (`0` when there is nothing
 * but the cell's name). An empty field is one that was not declared; a `facts_version` that comes along is computed anew.
 * Throws a DeclarationError that names each wrong field, what was got and what was expected, and both of two facts that contradict.
 */
export function declareFacts(declared: unknown): CellFacts {
  if (declared === null || typeof declared !== 'object' || Array.isArray(declared)) {
    const message = `facts are ${JSON.stringify(declared)}, expected fields such as cell_id and system`;
    throw new DeclarationError(message, [{ paths: [], message }]);
  }
  const given = Object.fromEntries(
    Object.entries(declared).filter(([name, value]) => name !== 'facts_version' && value !== null),
  );
  const parsed = declaredSchema.safeParse(given);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const unknown = issues.some(({ code, path }) => code === 'unrecognized_keys' && path.length === 0);
    const fields = unknown ? ` (${Object.keys(declaredSchema.shape).join(', ')})` : '';
    throw new DeclarationError(
      explainIssues(given, issues) + fields,
      issues.map((issue) => ({
        paths: issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
        message: explainIssue(given, issue),
      })),
    );
  }
  const facts = parsed.data;
  const found = contradictions(facts);
  if (found.length > 0) throw new DeclarationError(found.map(({ message }) => message).join('; '), found);
  for (const list of ['formation_cycles', 'check_up_cycles'] as const)
    if (facts[list]) facts[list] = [...new Set(facts[list])].sort((one, other) => one - other);
  return { ...facts, facts_version: factsVersionOf(facts) };
}
