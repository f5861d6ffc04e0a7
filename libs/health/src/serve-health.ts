import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface Readiness {
  ok: boolean;
  /** Shown to the person who asks why not. No secrets. */
  detail: object;
}

export interface HealthOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Asked at every request: database, stream, lag, progress. Throwing means not ready. */
  ready: () => Promise<Readiness>;
  registry?: Registry;
}

export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** `GET /health/live`, `/health/ready` (503 while not) and `/metrics`, for whoever runs the container. */
export async function serveHealth({ port, host = '127.0.0.1', ready, registry }: HealthOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    const found = request.method === 'GET' || request.method === 'HEAD' ? path : '';
    answer(found, response).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else json(response, 500, { message: error.message });
    });
  });

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === '/health/live') return json(response, 200, { ok: true });
    if (path === '/health/ready') {
      const { ok, detail } = await askReady(ready);
      return json(response, ok ? 200 : 503, { ok, ...detail });
    }
    if (path === '/metrics' && registry) {
      const text = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(text);
      return;
    }
    json(response, 404, { message: 'expected GET /health/live, /health/ready or /metrics' });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      return new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function askReady(ready: () => Promise<Readiness>): Promise<Readiness> {
  try {
    return await ready();
  } catch (error) {
    return { ok: false, detail: { message: (error as Error).message } };
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
