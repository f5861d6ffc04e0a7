import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { resolveTarget, type PrivateTargets } from './resolve-target.js';

export interface PostOptions {
  allow_private: PrivateTargets;
  timeout_ms: number;
  idempotency_key: string;
  /** `Cellwatch-Signature` is `sha256=` and the HMAC-SHA256 of the body in hex. */
  signing_key?: string;
}

/**
 * Sends JSON. Resolves when the far end answered 2xx; throws with the reason for anything else, a redirect included, which is
 * never followed: its target was not checked.
 */
export async function postJson(target: string, body: object, options: PostOptions): Promise<void> {
  const url = new URL(target);
  const signal = AbortSignal.timeout(options.timeout_ms);
  const tooLate = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(new Error(`${url.origin} did not answer within ${options.timeout_ms} ms`));
  });
  const status = await Promise.race([tooLate, send(url, Buffer.from(JSON.stringify(body)), options, signal)]);
  if (status < 200 || status > 299) throw new Error(`${url.origin} answered ${status}, expected 2xx`);
}

async function send(url: URL, body: Buffer, options: PostOptions, signal: AbortSignal): Promise<number> {
  const address = await resolveTarget(url, options.allow_private);
  const secure = url.protocol === 'https:';
  // The TLS server name comes from the host header.
  const request = (secure ? requestHttps : requestHttp)({
    host: address,
    port: url.port || (secure ? 443 : 80),
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    headers: {
      host: url.host,
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': 'cellwatch',
      'idempotency-key': options.idempotency_key,
      ...(options.signing_key && { 'cellwatch-signature': signature(body, options.signing_key) }),
    },
    auth: url.username ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` : undefined,
    signal,
    agent: false,
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(body);
  });
}

function signature(body: Buffer, key: string): string {
  return `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
}
