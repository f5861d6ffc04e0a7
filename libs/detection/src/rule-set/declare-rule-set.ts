import { createHash } from 'node:crypto';
import { DeclarationError, encodeResult, type AlertRule } from '@cellwatch/events';
import { rules } from '../rules.js';
import { circleOf } from './circle-of.js';
import { readLimit } from './read-limit.js';
import { noRuleSet, type Inhibition, type RuleScope, type RuleSet, type SettingsOfRules } from './rule-set.js';

type Issue = DeclarationError['issues'][number];
type Fields = Record<string, unknown>;

/**
 * A lab's rules as a person wrote them in YAML or JSON, checked, with the version that follows from them. Limits may be written
 * with a unit, and are kept in that of the rule. Throws a DeclarationError that names each wrong field, what was got and what
 * was expected: an unknown rule or limit, a limit that the rule cannot mean, a unit that does not fit, a circle of inhibitions.
 * `routes` are taken as written: who sends knows what a route is.
 */
export function declareRuleSet(declared: unknown): RuleSet {
  const issues: Issue[] = [];
  const wrong = (path: PropertyKey[], message: string) => issues.push({ paths: [path], message });
  if (declared === null || declared === undefined) return noRuleSet;
  if (!isFields(declared))
    throw failed([
      { paths: [], message: `rules are ${JSON.stringify(declared)}, expected rules, scopes, inhibitions, routes` },
    ]);
  const parts = ['rules', 'scopes', 'inhibitions', 'routes'];
  for (const name of Object.keys(declared))
    if (!parts.includes(name)) wrong([name], `${name} is not known, expected ${parts.join(', ')}`);
  const ruleSet = {
    rules: readSettings(declared.rules ?? {}, ['rules'], wrong),
    scopes: listOf(declared.scopes, 'scopes', wrong).map((scope, index) => readScope(scope, ['scopes', index], wrong)),
    inhibitions: listOf(declared.inhibitions, 'inhibitions', wrong).flatMap((inhibition, index) =>
      readInhibition(inhibition, ['inhibitions', index], wrong),
    ),
    routes: listOf(declared.routes, 'routes', wrong).flatMap((route, index) => {
      if (isFields(route)) return [route];
      wrong(['routes', index], `routes.${index} is ${JSON.stringify(route)}, expected a route's fields`);
      return [];
    }),
  };
  const circle = circleOf(ruleSet.inhibitions);
  if (circle)
    wrong(['inhibitions'], `inhibitions go round in a circle: ${circle.join(' → ')}, expected none that mutes itself`);
  if (issues.length > 0) throw failed(issues);
  const rules_version = createHash('sha256').update(encodeResult(ruleSet)).digest('hex').slice(0, 16);
  return { rules_version, ...ruleSet };
}

type Wrong = (path: PropertyKey[], message: string) => void;

function readScope(scope: unknown, path: PropertyKey[], wrong: Wrong): RuleScope {
  if (!isFields(scope)) {
    wrong(path, `${path.join('.')} is ${JSON.stringify(scope)}, expected cell, campaign and rules`);
    return { rules: {} };
  }
  const { cell, campaign, rules: settings, ...others } = scope;
  for (const name of Object.keys(others))
    wrong([...path, name], `${[...path, name].join('.')} is not known, expected cell, campaign, rules`);
  for (const [name, value] of Object.entries({ cell, campaign }))
    if (value !== undefined && (typeof value !== 'string' || value === ''))
      wrong(
        [...path, name],
        `${[...path, name].join('.')} is ${JSON.stringify(value)}, expected a name or a pattern with *`,
      );
  if (cell === undefined && campaign === undefined)
    wrong(
      path,
      `${path.join('.')} names neither cell nor campaign, expected one of them: settings for all stand under rules`,
    );
  return {
    ...(typeof cell === 'string' && { cell }),
    ...(typeof campaign === 'string' && { campaign }),
    rules: readSettings(settings ?? {}, [...path, 'rules'], wrong),
  };
}

function readSettings(settings: unknown, path: PropertyKey[], wrong: Wrong): SettingsOfRules {
  const read: SettingsOfRules = {};
  if (!isFields(settings)) {
    wrong(path, `${path.join('.')} is ${JSON.stringify(settings)}, expected rules by their codes`);
    return read;
  }
  for (const [code, written] of Object.entries(settings)) {
    const at = [...path, code];
    const rule = rules.find((known) => known.code === code);
    if (!rule) {
      wrong(at, `${code} is no rule, expected one of ${rules.map((known) => known.code).join(', ')}`);
      continue;
    }
    if (typeof written === 'boolean') {
      read[code as AlertRule] = { enabled: written };
      continue;
    }
    if (!isFields(written)) {
      wrong(at, `${code} is ${JSON.stringify(written)}, expected its limits, or true or false`);
      continue;
    }
    const { enabled, ...limits } = written;
    if (enabled !== undefined && typeof enabled !== 'boolean')
      wrong([...at, 'enabled'], `${code}.enabled is ${JSON.stringify(enabled)}, expected true or false`);
    const values: Record<string, number> = {};
    for (const [name, value] of Object.entries(limits)) {
      const limit = rule.limits.find((known) => known.name === name);
      if (!limit) {
        const known = rule.limits.map((one) => `${one.name} (${one.unit})`).join(', ') || 'none';
        wrong([...at, name], `${code}.${name} is no limit of the rule, expected one of: ${known}`);
        continue;
      }
      const answer = readLimit(rule, limit, value);
      if ('problem' in answer) wrong([...at, name], answer.problem);
      else values[name] = answer.value;
    }
    read[code as AlertRule] = {
      ...(typeof enabled === 'boolean' && { enabled }),
      ...(Object.keys(values).length > 0 && { limits: values }),
    };
  }
  return read;
}

function readInhibition(inhibition: unknown, path: PropertyKey[], wrong: Wrong): Inhibition[] {
  const fields = isFields(inhibition) ? inhibition : {};
  const known = (code: unknown) => rules.some((rule) => rule.code === code);
  const { source, target } = fields;
  for (const [name, value] of Object.entries({ source, target }))
    if (!known(value))
      wrong([...path, name], `${[...path, name].join('.')} is ${JSON.stringify(value)}, expected a rule`);
  return known(source) && known(target) ? [{ source: source as AlertRule, target: target as AlertRule }] : [];
}

function listOf(value: unknown, name: string, wrong: Wrong): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  wrong([name], `${name} is ${JSON.stringify(value)}, expected a list`);
  return [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failed(issues: Issue[]): DeclarationError {
  return new DeclarationError(issues.map(({ message }) => message).join('; '), issues);
}
