import { Body, Controller, Get, HttpCode, Param, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { conventions, wantedFacts } from '@cellwatch/electrochem';
import { declareFacts, DeclarationError, encodeResult, topics, warnings, type CellFacts } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import type { Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem, listOf, ref } from './answers.js';
import { knownCell } from './known-cell.js';
import { cellIdOf } from './read-query.js';

const readings = {
  conventions: listOf('Convention'),
  wanted: listOf('Wanted'),
  warnings: { type: 'array', items: { type: 'string' } },
};

/** How a cell described like this is read, and what cannot be computed of it. */
const readingsOf = (facts: CellFacts) => ({
  conventions: conventions(facts),
  wanted: wantedFacts(facts),
  warnings: warnings(facts),
});

export function factsController(pool: Pool, stream: Stream): Type {
  @ApiTags('facts')
  @Controller('api/cells')
  class FactsController {
    @Get(':cell_id/facts')
    @ApiOperation({ summary: 'What is declared of a cell, the conventions that follow, and what cannot be computed' })
    @Answers('The facts that hold now', { facts: ref('DeclaredFacts'), ...readings })
    async facts(@Param('cell_id') cell_id: string) {
      const { facts } = await knownCell(pool, cell_id);
      return { facts, ...readingsOf(facts) };
    }

    @Post(':cell_id/facts')
    @HttpCode(202)
    @ApiOperation({ summary: 'Declare what the lab knows of a cell; replaces what was declared before' })
    @ApiBody({ schema: ref('Facts') as never })
    @Answers('Taken: results follow from these facts as soon as they have landed', {
      facts: ref('DeclaredFacts'),
      warnings: readings.warnings,
    })
    @AnswersProblem()
    async declare(@Param('cell_id') cell_id: string, @Body() body: unknown) {
      const facts = factsOf(cellIdOf(cell_id, 'path'), body);
      await stream.publish([{ topic: topics.facts, key: cell_id, value: encodeResult(facts) }]);
      return { facts, warnings: warnings(facts) };
    }

    @Post(':cell_id/facts/check')
    @HttpCode(200)
    @ApiOperation({ summary: 'What declaring these facts would mean; nothing is declared' })
    @ApiBody({ schema: ref('Facts') as never })
    @Answers('The conventions that would follow, or what is wrong, a field or contradiction each', {
      issues: listOf('Issue'),
      ...readings,
    })
    @AnswersProblem()
    check(@Param('cell_id') cell_id: string, @Body() body: unknown) {
      const fields = fieldsOf(cellIdOf(cell_id, 'path'), body);
      try {
        return { issues: [], ...readingsOf(declareFacts(fields)) };
      } catch (error) {
        if (!(error instanceof DeclarationError)) throw error;
        const issues = error.issues.map(({ paths, message }) => ({
          fields: paths.map((path) => path.map(String).join('.')),
          message,
        }));
        return { issues, conventions: [], wanted: [], warnings: [] };
      }
    }
  }

  return FactsController;
}

const refused = (message: string, body: unknown, expected: string) =>
  new Problem(400, { message, got: body, where: 'body', expected });

function fieldsOf(cell_id: string, body: unknown): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('facts are a JSON object', body, 'an object such as {"system": "full_cell"}');
  if ('cell_id' in body && body.cell_id !== cell_id)
    throw refused(
      `the body’s cell_id is ${JSON.stringify(body.cell_id)}`,
      body,
      `${JSON.stringify(cell_id)}, as in the path`,
    );
  return { ...body, cell_id };
}

function factsOf(cell_id: string, body: unknown): CellFacts {
  const fields = fieldsOf(cell_id, body);
  try {
    return declareFacts(fields);
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw refused(error.message, body, 'facts as the OpenAPI document lists them');
  }
}
