import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { CellAlert } from '@cellwatch/events';
import { resolveTarget } from './resolve-target.js';

export interface Target {
  url: string;
  allow_private: boolean;
  signing_key?: string;
  timeout_ms: number;
}

type AlertKey = Pick<CellAlert, 'cell_id' | 'rule' | 'test_id' | 'record_index'>;

/** Percent-encoded parts, so that a cell's name can hold a slash, a line break or any script. */
export function idempotencyKey({ cell_id, rule, test_id, record_index }: AlertKey): string {
  return [cell_id, rule, test_id, record_index].map(encodeURIComponent).join('/');
}

/**
 * Sends one alert as JSON `{"alert": ...}`. Resolves when the far end answered 2xx; throws with the reason for anything else, a
 * redirect included, which is never followed: its target was not checked. `Cellwatch-Signature` is `sha256=` and the HMAC-SHA256
 * of the body in hex.
 */
export async function postAlert(target: Target, alert: CellAlert): Promise<void> {
  const url = new URL(target.url);
  const signal = AbortSignal.timeout(target.timeout_ms);
  const tooLate = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(new Error(`${url.origin} did not answer within ${target.timeout_ms} ms`));
  });
  const status = await Promise.race([tooLate, send(url, target, alert, signal)]);
  if (status < 200 || status > 299) throw new Error(`${url.origin} answered ${status}, expected 2xx`);
}

async function send(url: URL, target: Target, alert: CellAlert, signal: AbortSignal): Promise<number> {
  const address = await resolveTarget(url, target.allow_private);
  const body = Buffer.from(JSON.stringify({ alert }));
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
      'idempotency-key': idempotencyKey(alert),
      ...(target.signing_key && { 'cellwatch-signature': signature(body, target.signing_key) }),
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
