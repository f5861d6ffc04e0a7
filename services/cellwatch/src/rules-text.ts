import { LineCounter, parseDocument } from 'yaml';
import { declareRoutes } from '@cellwatch/alerts';
import { declareRuleSet, noRuleSet, type RuleSet } from '@cellwatch/detection';
import { DeclarationError } from '@cellwatch/events';
import { nodeAt } from './yaml-node.js';

export interface RulesText {
  rule_set: RuleSet;
  /** `file:line: what is wrong`, in the order of the file. */
  problems: string[];
}

/** The rules that a text sets. `file` is how problems name where they are. */
export function rulesText(text: string, file: string): RulesText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const line = (offset: number) => lines.linePos(offset).line;
  const refused = (problems: { line: number; message: string }[]) => ({
    rule_set: noRuleSet,
    problems: problems
      .sort((one, other) => one.line - other.line)
      .map((problem) => `${file}:${problem.line}: ${problem.message}`),
  });
  if (document.errors.length > 0)
    return refused(document.errors.map(({ pos, message }) => ({ line: line(pos[0]), message })));
  try {
    const rule_set = declareRuleSet(document.toJS({ maxAliasCount: 100 }));
    // Of routes only who sends knows what they may be; their secrets are not here.
    declareRoutes(rule_set.routes);
    return { rule_set, problems: [] };
  } catch (error) {
    if (error instanceof ReferenceError) return refused([{ line: 1, message: error.message }]);
    if (!(error instanceof DeclarationError)) throw error;
    return refused(
      error.issues.map(({ paths, message }) => ({
        line: line(nodeAt(document, paths[0] ?? [])?.range?.[0] ?? 0),
        message,
      })),
    );
  }
}
