import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accessBy } from './access.js';
import { isLoopback } from './is-loopback.js';
import { loginPage } from './login-page.js';
import type { ProblemDetail } from './problem.js';
import { refuse } from './refuse.js';
import { securityHeaders } from './security-headers.js';

/** What a browser needs to draw the page that asks for the key. */
const open = ['/page/style.css', '/page/icon.svg'];

/** Stands before every route: headers, refusals, then the key. */
export function guard(app: NestFastifyApplication, { host, access_key }: { host: string; access_key?: string }): void {
  const access = access_key ? accessBy(access_key) : undefined;
  const loopback = isLoopback(host);

  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      const url = new URL(request.url, 'http://board');
      reply.headers(securityHeaders(url.pathname));
      const turnAway = (status: number, detail: ProblemDetail) =>
        reply.code(status).type('application/problem+json').send(JSON.stringify(detail));

      const refused = refuse({ method: request.method, headers: request.headers }, { loopback: loopback && !access });
      if (refused) return turnAway(refused.status, refused.detail);
      if (!access || open.includes(url.pathname) || access.isGranted(request.headers)) return undefined;

      const shown = url.searchParams.get('access_key');
      if (request.method === 'GET' && shown !== null && access.isKey(shown)) {
        url.searchParams.delete('access_key');
        // Back to the same address without the key, so that it does not stay in the address bar.
        return reply
          .header('set-cookie', access.cookie(request.headers['x-forwarded-proto'] === 'https'))
          .header('location', `${url.pathname.replace(/^\/+/, '/')}${url.search}`)
          .code(303)
          .send();
      }
      if (request.headers.accept?.includes('text/html'))
        return reply
          .code(401)
          .type('text/html; charset=utf-8')
          .send(loginPage({ wrong: shown !== null }));
      reply.header('www-authenticate', 'Bearer');
      return turnAway(401, {
        message: 'this board has an access key',
        where: 'header Authorization',
        expected: 'Bearer and the key',
      });
    });
}
