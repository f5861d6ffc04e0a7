import { Body, Controller, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { encodeResult, topics, type TestMove } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { readCellTests, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem } from './answers.js';
import { cellIdOf } from './read-query.js';

/** What is done with a test as a whole. */
export function testsController(pool: Pool, stream: Stream): Type {
  @ApiTags('tests')
  @Controller('api/cells/:cell_id/tests/:test_id')
  class TestsController {
    @Post('move')
    @HttpCode(202)
    @ApiOperation({ summary: 'Move a test that was booked on the wrong cell; what comes of it later follows' })
    @ApiBody({
      schema: { type: 'object', properties: { to_cell_id: { type: 'string' } }, required: ['to_cell_id'] },
    })
    @Answers('Taken: both cells are folded again as soon as it has landed', {
      cell_id: { type: 'string' },
      test_id: { type: 'string' },
      to_cell_id: { type: 'string' },
      moved_at_unix_second: { type: 'number' },
    })
    @AnswersProblem()
    async move(@Param('cell_id') cell_id: string, @Param('test_id') test_id: string, @Body() body: unknown) {
      const to_cell_id = cellIdOf((body as { to_cell_id?: unknown } | null)?.to_cell_id, 'body to_cell_id');
      if (to_cell_id === cell_id)
        throw new Problem(400, {
          message: 'the test is booked on that cell already',
          got: to_cell_id,
          where: 'body to_cell_id',
          expected: 'another cell than that of the path',
        });
      const tests = await readCellTests(pool, cellIdOf(cell_id, 'path'));
      if (!tests.some((test) => test.test_id === test_id))
        throw new Problem(404, {
          message: 'no such test is booked on the cell',
          got: test_id,
          where: 'path',
          expected: `a test of GET /api/cells/${cell_id}`,
        });
      const move: TestMove = { cell_id, test_id, to_cell_id, moved_at_unix_second: Date.now() / 1000 };
      await stream.publish([{ topic: topics.moves, key: cell_id, value: encodeResult(move) }]);
      return move;
    }
  }

  return TestsController;
}
