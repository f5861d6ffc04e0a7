import { Controller, Get, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Readiness } from '@cellwatch/health';
import { Answers } from './answers.js';

interface Reply {
  code(status: number): Reply;
  send(body: unknown): void;
}

export function healthController(ready: () => Promise<Readiness>): Type {
  @ApiTags('health')
  @Controller('api/health')
  class HealthController {
    @Get()
    @ApiOperation({ summary: 'Whether the database answers and the stream is being read' })
    @Answers('Both do', { ok: { type: 'boolean' }, database: { type: 'object' }, stream: { type: 'object' } })
    @ApiServiceUnavailableResponse({ description: 'One does not; the body says which' })
    async health(@Res() reply: Reply) {
      const { ok, detail } = await ready();
      reply.code(ok ? 200 : 503).send({ ok, ...detail });
    }
  }

  return HealthController;
}
