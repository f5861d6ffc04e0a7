import { rulesText } from './rules-text.js';

test('rules with their remarks', () => {
  const { rule_set, problems } = rulesText(
    `# of the pressure campaign
rules:
  CE_DROP: false # side reactions
scopes:
  - campaign: pressure
    rules: { CE_DROP: true }
`,
    'rules.yaml',
  );
  expect(problems).toEqual([]);
  expect(rule_set).toMatchObject({
    rules: { CE_DROP: { enabled: false } },
    scopes: [{ campaign: 'pressure', rules: { CE_DROP: { enabled: true } } }],
  });
});

test('an empty file sets nothing', () => {
  expect(rulesText('', 'rules.yaml')).toMatchObject({ rule_set: { rules_version: '0' }, problems: [] });
});

test('every problem is named with its line, in the order of the file', () => {
  const { problems } = rulesText(
    `scopes:
  - campaign: pressure
    rules:
      CE_DORP: true
rules:
  OVERCHARGE:
    waning_factor: 1.2
inhibitions:
  - source: CE_DROP
    target: CE_DROP
`,
    'lab/rules.yaml',
  );
  expect(problems).toEqual([
    expect.stringMatching(/^lab\/rules.yaml:4: CE_DORP is no rule/),
    expect.stringMatching(/^lab\/rules.yaml:7: OVERCHARGE.waning_factor is no limit of the rule/),
    expect.stringMatching(/^lab\/rules.yaml:8: inhibitions go round in a circle: CE_DROP → CE_DROP/),
  ]);
});

test.each([
  ['rules: [', /^r:\d+: /],
  ['rules: {A: 1}\nrules: {B: 1}', /^r:2: Map keys must be unique/],
  ['rules: *nobody', /^r:1: /],
])('%p is no YAML of ours', (text, problem) => {
  expect(rulesText(text, 'r').problems[0]).toMatch(problem);
});

test('a route that nobody could send by is refused where it stands', () => {
  const text =
    'routes:\n  - name: hook\n    target:\n      kind: webhook\n      url: https://example.org/hook\n  - name: pigeon\n    target: { kind: pigeon }\n';
  const { problems } = rulesText(text, 'rules.yaml');
  expect(problems).toEqual([expect.stringMatching(/^rules\.yaml:7: routes\.1: /)]);
  expect(rulesText(text.split('  - name: pigeon')[0], 'rules.yaml').problems).toEqual([]);
});
