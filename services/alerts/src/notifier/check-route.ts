import { quietUntil } from './quiet-until.js';
import type { Route } from './route.js';

/** Throws for a route that could never deliver, with its name, what was got and what was expected. */
export function checkRoute({ name, target, quiet_hours }: Route): void {
  const mail = target.kind === 'email';
  const url = mail ? target.smtp_url : target.url;
  const expected = mail ? 'smtp:// or smtps://' : 'http:// or https://';
  const schemes = mail ? ['smtp:', 'smtps:'] : ['http:', 'https:'];
  if (!URL.canParse(url) || !schemes.includes(new URL(url).protocol))
    throw new Error(`route ${name}: got the address ${url}, expected ${expected}`);
  if (mail && target.to.length === 0) throw new Error(`route ${name}: got no recipients, expected at least one`);
  try {
    if (quiet_hours) quietUntil(quiet_hours, new Date(0));
  } catch (error) {
    throw new Error(`route ${name}: ${(error as Error).message}`, { cause: error });
  }
}
