import { Controller, Get, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { readDeadLetters, readRejects, type Pool } from '@cellwatch/timescale';
import { Answers, listOf } from './answers.js';
import { cellIdOf, wholeOf } from './read-query.js';

export const limitBounds = { least: 1, most: 1_000, otherwise: 200 };
export const limitQuery = {
  name: 'limit',
  required: false,
  schema: { type: 'integer' as const, minimum: 1, maximum: limitBounds.most, default: limitBounds.otherwise },
};
export const cellQuery = { name: 'cell_id', required: false, schema: { type: 'string' as const } };

/** What went wrong: with cells, with input, with messages. */
export function troublesController(pool: Pool): Type {
  const asked = (cell_id: unknown, limit: unknown) => ({
    cell_id: cell_id === undefined ? null : cellIdOf(cell_id, 'query cell_id'),
    limit: wholeOf(limit, 'limit', limitBounds),
  });

  @ApiTags('troubles')
  @Controller('api')
  class TroublesController {
    @Get('rejects')
    @ApiOperation({ summary: 'Input that was refused, with its reason, the newest first' })
    @ApiQuery(cellQuery)
    @ApiQuery(limitQuery)
    @Answers('Refused input', { rejects: listOf('Reject') })
    async rejects(@Query('cell_id') cell_id: unknown, @Query('limit') limit: unknown) {
      return { rejects: await readRejects(pool, asked(cell_id, limit)) };
    }

    @Get('dead-letters')
    @ApiOperation({ summary: 'Messages that no reader could take, the newest first' })
    @ApiQuery(limitQuery)
    @Answers('Buried messages', { dead_letters: listOf('DeadLetter') })
    async deadLetters(@Query('limit') limit: unknown) {
      return { dead_letters: await readDeadLetters(pool, asked(undefined, limit)) };
    }
  }

  return TroublesController;
}
