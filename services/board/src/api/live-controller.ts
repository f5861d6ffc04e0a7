import type { ServerResponse } from 'node:http';
import { Controller, Get, Query, Res, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { LiveHub } from '../live/live-hub.js';
import { Problem } from '../problem.js';
import { AnswersProblem } from './answers.js';
import { cellIdOf } from './read-query.js';

const mostBrowsers = 500;

interface Reply {
  hijack(): void;
  getHeaders(): Record<string, string>;
  raw: ServerResponse;
}

export function liveController(hub: LiveHub): Type {
  @ApiTags('live')
  @Controller('api/live')
  class LiveController {
    @Get()
    @ApiOperation({
      summary: 'What happens from now on, as server-sent events',
      description:
        'Events: `record` (a list with the newest point of each cell that moved, at most four a second), `cycle`, `resistance`, `pulse` and `alert` ' +
        '(one result each, as in the tables), `heartbeat` every 5 s, `lost` (this client was too slow: ask the tables again). ' +
        'Nothing is replayed: after a new connection, ask the tables.',
    })
    @ApiQuery({
      name: 'cells',
      required: false,
      isArray: true,
      type: String,
      description: 'Only these cells: repeat the parameter. Left out: all.',
    })
    @ApiOkResponse({ description: 'The events', content: { 'text/event-stream': { schema: { type: 'string' } } } })
    @AnswersProblem()
    live(@Query('cells') cells: unknown, @Res() reply: Reply): void {
      const wanted =
        cells === undefined ? null : new Set([cells].flat().map((cell_id) => cellIdOf(cell_id, 'query cells')));
      if (hub.size >= mostBrowsers)
        throw new Problem(503, { message: 'too many listen', got: hub.size, expected: `at most ${mostBrowsers}` });
      reply.hijack();
      reply.raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
      });
      reply.raw.write('retry: 2000\n\n');
      hub.add(reply.raw, wanted);
    }
  }

  return LiveController;
}
