import { DeclarationError } from '@cellwatch/events';
import { declareRoutes } from './declare-routes.js';

const slack = { name: 'night', target: { kind: 'slack', url: '${SLACK_URL}' }, severities: ['critical'] };
const mail = {
  name: 'lab',
  target: {
    kind: 'email',
    smtp_url: 'smtp://lab:${MAIL_KEY}@mail.example.org',
    from: 'a@example.org',
    to: ['b@example.org'],
  },
  quiet_hours: { from: '22:00', to: '06:00', zone: 'Europe/Berlin' },
};

test('secrets come from the environment when a route is used', () => {
  const environment = { SLACK_URL: 'https://hooks.example.org/x', MAIL_KEY: 'k' };
  expect(declareRoutes([slack, mail], environment)).toEqual([
    { ...slack, target: { kind: 'slack', url: 'https://hooks.example.org/x' } },
    { ...mail, target: { ...mail.target, smtp_url: 'smtp://lab:k@mail.example.org' } },
  ]);
});

test('where they are not there yet the rest is checked', () => {
  expect(
    declareRoutes([slack, mail, { ...mail, name: 'x', target: { ...mail.target, smtp_url: '${ALL}' } }]),
  ).toHaveLength(3);
});

function problems(declared: unknown[], environment?: NodeJS.ProcessEnv): [PropertyKey[], string][] {
  try {
    declareRoutes(declared, environment);
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    return error.issues.map(({ paths, message }) => [paths[0], message]);
  }
  return [];
}

test.each<[string, unknown[], NodeJS.ProcessEnv | undefined, PropertyKey[], RegExp]>([
  ['a secret that is not there', [slack], {}, ['routes', 0, 'target'], /the environment has no SLACK_URL/],
  [
    'a kind that is none',
    [{ name: 'a', target: { kind: 'fax' } }],
    undefined,
    ['routes', 0, 'target', 'kind'],
    /fax|kind/,
  ],
  ['a typo', [{ ...slack, severity: 'critical' }], undefined, ['routes', 0], /has "severity"/],
  [
    'an address that is none',
    [{ name: 'a', target: { kind: 'slack', url: 'ftp://x' } }],
    undefined,
    ['routes', 0],
    /expected http/,
  ],
  ['a rule that is none', [{ ...slack, rules: ['CE_DORP'] }], undefined, ['routes', 0, 'rules', 0], /CE_DORP/],
  [
    'a time that is none',
    [{ ...mail, quiet_hours: { ...mail.quiet_hours, from: '25:00' } }],
    undefined,
    ['routes', 0],
    /25:00/,
  ],
  ['two of one name', [slack, slack], undefined, ['routes', 1, 'name'], /as of routes.0/],
])('%s is refused', (_, declared, environment, path, message) => {
  expect(problems(declared, environment)).toEqual([[path, expect.stringMatching(message)]]);
});
