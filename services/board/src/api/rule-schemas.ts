import type { Rule, RuleLimit, RuleSet } from '@cellwatch/detection';
import { alertRules } from '@cellwatch/events';
import { arrayOf, integer, number, object, text, type Schema } from './schema-parts.js';

const code = { type: 'string', enum: alertRules };
const fields = { type: 'object', additionalProperties: true };
const limit = object<RuleLimit>({
  name: text,
  unit: text,
  default: number,
  minimum: number,
  maximum: number,
  description: text,
});

export const ruleSchemas: Record<string, Schema> = {
  RulesText: object({ text: { ...text, description: 'YAML or JSON, as a file of rules is written' } }),
  RuleLimit: limit,
  Rule: object<Rule>({
    code,
    version: { ...integer, description: 'Of its arithmetic' },
    topic: text,
    severities: arrayOf({ type: 'string', enum: ['notice', 'warning', 'critical'] }),
    title: text,
    description: { ...text, description: 'What fires it' },
    likely_cause: text,
    look_alikes: { ...arrayOf(text), description: 'What else looks so, and what tells it apart' },
    limits: arrayOf({ $ref: '#/components/schemas/RuleLimit' }),
  }),
  RuleSet: object<RuleSet>({
    rules_version: text,
    rules: { ...fields, description: 'By their codes: enabled, and limits by their names in the units of the rule' },
    scopes: arrayOf({ ...fields, description: 'Patterns of cell and campaign, and rules for what they fit' }),
    inhibitions: arrayOf(object({ source: code, target: code })),
    routes: arrayOf(fields),
  }),
};
