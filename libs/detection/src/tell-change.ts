import type { CellAlert, CellFacts } from '@cellwatch/events';
import type { EpisodeChange } from './evolve-episode.js';
import type { Rule } from './rule.js';

/** The alert that tells of a change of a rule's episode in a cell. */
export function tellChange(
  { cell_id, facts_version }: Pick<CellFacts, 'cell_id' | 'facts_version'>,
  { code, version, topic }: Pick<Rule, 'code' | 'version' | 'topic'>,
  rules_version: string,
  change: EpisodeChange,
): CellAlert {
  return {
    cell_id,
    rule: code,
    rule_version: version,
    rules_version,
    topic,
    facts_version,
    revision: 1,
    retracted: false,
    ...change,
  };
}
