import { DeclarationError } from '@cellwatch/events';
import type { Rule } from '../rule.js';
import { cellRules } from './cell-rules.js';
import { circleOf } from './circle-of.js';
import { declareRuleSet } from './declare-rule-set.js';
import { readLimit } from './read-limit.js';
import { noRuleSet } from './rule-set.js';
import { convertUnit, unitNames } from './units.js';

const dip = { name: 'dip', unit: 'V', default: 0.003, minimum: 0.0001, maximum: 1, description: '' };
const rule = { code: 'SOFT_DIP', limits: [dip] } as unknown as Rule;

test.each([
  [0.005, 0.005],
  ['5 mV', 0.005],
  ['5mV', 0.005],
  ['0.3 mV', 0.0003],
  ['1e-3 V', 0.001],
])('a limit written as %p is %p V', (written, value) => {
  expect(readLimit(rule, dip, written)).toEqual({ value });
});

test.each([
  ['3 s', 'SOFT_DIP.dip is "3 s", expected a unit that fits V: s does not'],
  ['3 parsec', /a unit that fits V; parsec is none that is known \(1, %/],
  ['much', 'SOFT_DIP.dip is "much", expected a number in V, or a number and a unit'],
  ['1.2.3 V', /expected a number in V/],
  [true, /is true, expected a number/],
  [2, 'SOFT_DIP.dip is 2, expected 0.0001 to 1 V'],
  ['0 mV', 'SOFT_DIP.dip is "0 mV", expected 0.0001 to 1 V'],
  [Infinity, /expected 0.0001 to 1 V/],
])('a limit written as %p is refused', (written, problem) => {
  expect(readLimit(rule, dip, written)).toEqual({
    problem: typeof problem === 'string' ? problem : expect.stringMatching(problem),
  });
});

test('every unit fits itself, and only its kind', () => {
  for (const unit of unitNames) expect(convertUnit(1, unit, unit)).toBe(1);
  expect(convertUnit(5, '%', '1')).toBe(0.05);
  expect(convertUnit(10, 'min', 's')).toBe(600);
  expect(convertUnit(1, 'MPa/min', 'Pa/s')).toBeCloseTo(16666.6667, 3);
  expect(convertUnit(1, 'V', 'A')).toBeNull();
});

test('nothing set is version 0; the version follows from what is set, not from how it is written', () => {
  expect(declareRuleSet(null)).toBe(noRuleSet);
  const one = declareRuleSet({ rules: { CE_DROP: { enabled: false } } });
  expect(one.rules_version).toMatch(/^[0-9a-f]{16}$/);
  expect(declareRuleSet({ rules: { CE_DROP: false }, scopes: [], routes: null })).toEqual(one);
  expect(declareRuleSet({ rules: { OVERCHARGE: false } }).rules_version).not.toBe(one.rules_version);
});

test('a scope goes over what holds for all, a later one over an earlier one', () => {
  const ruleSet = declareRuleSet({
    rules: { CE_DROP: { enabled: false } },
    scopes: [
      { campaign: 'pressure *', rules: { CE_DROP: true, OVERCHARGE: false } },
      { cell: 'p5-*-r1', rules: { OVERCHARGE: true } },
    ],
  });
  const enabled = (cell_id: string, campaign?: string) => {
    const { of, rules_version } = cellRules(ruleSet, { cell_id, campaign });
    expect(rules_version).toBe(ruleSet.rules_version);
    return [of.CE_DROP.enabled, of.OVERCHARGE.enabled];
  };
  expect(enabled('other')).toEqual([false, true]);
  expect(enabled('other', 'pressure of 2026')).toEqual([true, false]);
  expect(enabled('p5-b-r1', 'pressure of 2026')).toEqual([true, true]);
  expect(enabled('p5-r1', 'pressure of 2026')).toEqual([true, false]);
});

function problems(declared: unknown): [string, PropertyKey[]][] {
  try {
    declareRuleSet(declared);
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    return error.issues.map(({ message, paths }) => [message, paths[0] ?? []]);
  }
  return [];
}

test.each<[string, unknown, RegExp, PropertyKey[]]>([
  ['a typo in a rule', { rules: { CE_DORP: true } }, /CE_DORP is no rule, expected one of/, ['rules', 'CE_DORP']],
  [
    'a typo in a limit',
    { rules: { CE_DROP: { wraning_drop: 1 } } },
    /CE_DROP.wraning_drop is no limit of the rule/,
    ['rules', 'CE_DROP', 'wraning_drop'],
  ],
  [
    'a rule that is a word',
    { rules: { CE_DROP: 'off' } },
    /expected its limits, or true or false/,
    ['rules', 'CE_DROP'],
  ],
  ['an unknown part', { route: [] }, /route is not known, expected rules, scopes, inhibitions, routes/, ['route']],
  ['a list', [1], /expected rules, scopes/, []],
  ['scopes that are no list', { scopes: {} }, /scopes is {}, expected a list/, ['scopes']],
  ['a scope of nobody', { scopes: [{ rules: {} }] }, /names neither cell nor campaign/, ['scopes', 0]],
  ['a scope with a number', { scopes: [{ cell: 7 }] }, /scopes.0.cell is 7, expected a name/, ['scopes', 0, 'cell']],
  ['half an inhibition', { inhibitions: [{ source: 'CE_DROP' }] }, /expected a rule/, ['inhibitions', 0, 'target']],
  [
    'a circle',
    {
      inhibitions: [
        { source: 'CE_DROP', target: 'OVERCHARGE' },
        { source: 'OVERCHARGE', target: 'CE_DROP' },
      ],
    },
    /in a circle: CE_DROP → OVERCHARGE → CE_DROP/,
    ['inhibitions'],
  ],
])('%s is refused where it stands', (_, declared, message, path) => {
  expect(problems(declared)).toEqual([[expect.stringMatching(message), path]]);
});

test('every problem is told, not the first alone', () => {
  expect(problems({ rules: { A: 1, B: 2 }, scopes: 3 })).toHaveLength(3);
});

test('inhibitions that end somewhere are no circle', () => {
  expect(
    circleOf([
      { source: 'HARD_SHORT', target: 'CE_DROP' },
      { source: 'HARD_SHORT', target: 'OVERCHARGE' },
      { source: 'CE_DROP', target: 'OVERCHARGE' },
    ]),
  ).toBeNull();
});
