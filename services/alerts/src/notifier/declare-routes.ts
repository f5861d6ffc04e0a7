import { alertRules, DeclarationError, explainIssue, type AlertRule } from '@cellwatch/events';
import { z } from 'zod';
import { checkRoute } from './check-route.js';
import type { Route } from './route.js';

const name = z.string().min(1);
const url = z.string().min(1);
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), url, signing_key: name.optional() }),
  z.strictObject({ kind: z.literal('slack'), url }),
  z.strictObject({ kind: z.literal('alertmanager'), url, resend_second: z.number().positive().optional() }),
  z.strictObject({ kind: z.literal('email'), smtp_url: url, from: name, to: z.array(name).min(1) }),
]);
const seconds = z.number().nonnegative();
const routeSchema = z.strictObject({
  name,
  target,
  severities: z
    .array(z.enum(['warning', 'critical']))
    .min(1)
    .optional(),
  rules: z
    .array(z.enum(alertRules as readonly [AlertRule, ...AlertRule[]]))
    .min(1)
    .optional(),
  scope: z.strictObject({ campaign: name.optional(), cell_id: name.optional() }).optional(),
  quiet_hours: z.strictObject({ from: name, to: name, zone: name, critical_passes: z.boolean().optional() }).optional(),
  per_minute: z.number().positive().optional(),
  group_wait_second: seconds.optional(),
  group_interval_second: seconds.optional(),
}) satisfies z.ZodType<Route>;

const secret = /\$\{(\w+)\}/g;

/**
 * Routes as a set of rules has them. `${NAME}` within a target stands for the variable of that name in `environment`, so that
 * no secret stands in the file or the database; without an `environment` it is only checked that all else is right. Throws a
 * DeclarationError that names each wrong field (`routes.0.target.url`), what was got and what was expected.
 */
export function declareRoutes(declared: readonly unknown[], environment?: NodeJS.ProcessEnv): Route[] {
  const issues: DeclarationError['issues'] = [];
  const wrong = (path: PropertyKey[], message: string) => issues.push({ paths: [path], message });
  const routes = declared.flatMap((value, index) => {
    const at = ['routes', index];
    const parsed = routeSchema.safeParse(value);
    if (!parsed.success) {
      for (const issue of parsed.error.issues)
        wrong([...at, ...issue.path], `routes.${index}: ${explainIssue(value, issue)}`);
      return [];
    }
    const found = issues.length;
    const filled = fill(parsed.data, environment, (message) => wrong([...at, 'target'], `routes.${index}: ${message}`));
    if (issues.length > found) return [];
    try {
      checkRoute(filled);
    } catch (error) {
      wrong(at, (error as Error).message);
    }
    return [filled];
  });
  const names = new Map<string, number>();
  for (const [index, route] of routes.entries()) {
    const before = names.get(route.name);
    if (before !== undefined)
      wrong(
        ['routes', index, 'name'],
        `routes.${index}.name is ${route.name}, as of routes.${before}, expected each its own`,
      );
    names.set(route.name, index);
  }
  if (issues.length > 0) throw new DeclarationError(issues.map(({ message }) => message).join('; '), issues);
  return routes;
}

function fill(route: Route, environment: NodeJS.ProcessEnv | undefined, wrong: (message: string) => void): Route {
  const filledText = (text: string) =>
    text.replace(secret, (_, variable: string) => {
      // An address whose secret is not looked up must still look like one.
      if (environment === undefined) return /^\$\{\w+\}$/.test(text) ? 'https://secret.invalid' : 'secret';
      const value = environment[variable];
      if (value === undefined) wrong(`the environment has no ${variable}, expected the secret of route ${route.name}`);
      return value ?? '';
    });
  const target = Object.fromEntries(
    Object.entries(route.target).map(([field, value]: [string, unknown]) => [
      field,
      typeof value === 'string'
        ? filledText(
            field === 'smtp_url' && environment === undefined
              ? value.replace(/^\$\{\w+\}$/, 'smtp://secret.invalid')
              : value,
          )
        : value,
    ]),
  ) as unknown as Route['target'];
  return { ...route, target };
}
