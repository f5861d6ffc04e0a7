import { isLoopback } from './is-loopback.js';
import type { ProblemDetail } from './problem.js';

export interface RequestHead {
  method: string;
  headers: { host?: string; origin?: string; 'content-type'?: string };
}

/**
 * Why a request is refused before anyone looks at it, or undefined. On loopback a foreign Host header is another site’s name
 * that was pointed at this machine; a foreign Origin on a POST is another site’s page writing through this browser.
 */
export function refuse(
  request: RequestHead,
  { loopback }: { loopback: boolean },
): { status: number; detail: ProblemDetail } | undefined {
  const { host = '', origin } = request.headers;
  if (loopback && !isLoopback(host.replace(/:\d*$/, '')))
    return problem(421, 'this board answers to its own machine’s names', host, 'header Host', 'localhost or 127.0.0.1');
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return problem(405, 'not offered here', request.method, 'method', 'GET or POST');
  if (origin !== undefined && hostOf(origin) !== host)
    return problem(403, 'another site’s page may not write here', origin, 'header Origin', host);
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type))
    return problem(415, 'a body is JSON', type, 'header Content-Type', 'application/json');
  return undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function problem(status: number, message: string, got: string, where: string, expected: string) {
  return { status, detail: { message, got, where, expected } };
}
