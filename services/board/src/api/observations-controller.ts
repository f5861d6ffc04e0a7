import { Body, Controller, Get, HttpCode, Param, Post, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  DeclarationError,
  declareObservation,
  encodeResult,
  topics,
  type CellObservation,
  type ObservationRetraction,
} from '@cellwatch/events';
import { sweepResults } from '@cellwatch/electrochem';
import type { Stream } from '@cellwatch/stream';
import {
  readAttachment,
  readFacts,
  readObservationRevisions,
  readObservations,
  readSweep,
  type Pool,
} from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem, listOf, ref } from './answers.js';
import { knownCell } from './known-cell.js';

interface Reply {
  header(name: string, value: string): Reply;
  send(body: unknown): void;
}

/** A picture of 5 MB in base64, and the rest. */
export const largestObservation_bytes = 8 * 1024 * 1024 - 64 * 1024;
export const observationsPath = '/api/cells/:cell_id/observations';

const named = { observation_id: { type: 'string' }, revision: { type: 'integer' } };

export function observationsController(pool: Pool, stream: Stream): Type {
  const publish = (observation: CellObservation | ObservationRetraction) =>
    stream.publish([{ topic: topics.observations, key: observation.cell_id, value: encodeResult(observation) }]);
  const lastOf = async (cell_id: string, observation_id: string) =>
    (await readObservationRevisions(pool, cell_id, [observation_id])).get(observation_id);
  const none = (message: string, observation_id: string) =>
    new Problem(404, {
      message,
      got: observation_id,
      where: 'path',
      expected: 'an observation_id of GET /api/cells/{cell_id}/observations',
    });

  @ApiTags('observations')
  @Controller('api/cells')
  class ObservationsController {
    @Get(':cell_id/observations')
    @ApiOperation({ summary: 'What was measured of a cell by hand, and was not taken back' })
    @Answers('The observations in the order in which they were made', { observations: listOf('Observation') })
    async observations(@Param('cell_id') cell_id: string) {
      await knownCell(pool, cell_id);
      return { observations: await readObservations(pool, cell_id) };
    }

    @Post(':cell_id/observations')
    @HttpCode(202)
    @ApiOperation({ summary: 'Add what was measured by hand: a number, a sweep, a file of up to 5 MB' })
    @ApiBody({ schema: ref('Observed') as never })
    @Answers('Taken; the same once more has the same name, and is not counted twice', named)
    @AnswersProblem()
    async observe(@Param('cell_id') cell_id: string, @Body() body: unknown) {
      await knownCell(pool, cell_id);
      const observation = observationOf(cell_id, body);
      const { observation_id } = observation;
      const last = await lastOf(cell_id, observation_id);
      // What was taken back and is observed again stands again.
      const revision = last ? last.revision + (last.retracted ? 1 : 0) : 1;
      await publish({ ...observation, revision });
      return { observation_id, revision };
    }

    @Post(':cell_id/observations/:observation_id/retract')
    @HttpCode(202)
    @ApiOperation({ summary: 'Take an observation back; it stays in the tables, and is shown no more' })
    @ApiBody({ schema: { type: 'object', properties: { note: { type: 'string' } } } })
    @Answers('Taken', named)
    @AnswersProblem()
    async retract(
      @Param('cell_id') cell_id: string,
      @Param('observation_id') observation_id: string,
      @Body() body: unknown,
    ) {
      await knownCell(pool, cell_id);
      const last = await lastOf(cell_id, observation_id);
      if (!last || last.retracted) throw none('no such observation stands', observation_id);
      const { note } = (body ?? {}) as { note?: unknown };
      if (note !== undefined && (typeof note !== 'string' || note.length > 2_000))
        throw new Problem(400, {
          message: 'note is no text',
          got: note,
          where: 'body',
          expected: 'up to 2000 characters',
        });
      const revision = last.revision + 1;
      await publish({ cell_id, observation_id, revision, retracted: true, ...(note ? { note } : {}) });
      return { observation_id, revision };
    }

    @Get(':cell_id/observations/:observation_id/attachment')
    @ApiOperation({ summary: 'The file of an observation' })
    @ApiOkResponse({
      description: 'Its bytes, as a download',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    })
    @AnswersProblem()
    async attachment(
      @Param('cell_id') cell_id: string,
      @Param('observation_id') observation_id: string,
      @Res() reply: Reply,
    ) {
      const attachment = await readAttachment(pool, cell_id, observation_id);
      if (!attachment) throw none('no such attachment', observation_id);
      reply
        .header('content-type', attachment.media_type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`)
        .header('etag', `"${attachment.sha256}"`)
        .send(attachment.bytes);
    }

    @Get(':cell_id/observations/:observation_id/sweep')
    @ApiOperation({ summary: 'The points of an observation’s sweep, and what they tell: conductivity or peaks' })
    @Answers('Columns of one length, and their results by the cell’s system', {
      sweep: ref('Sweep'),
      results: ref('SweepResults'),
    })
    async sweep(@Param('cell_id') cell_id: string, @Param('observation_id') observation_id: string) {
      const sweep = await readSweep(pool, cell_id, observation_id);
      if (!sweep) throw none('no such sweep', observation_id);
      return { sweep, results: sweepResults(await readFacts(pool, cell_id), sweep) };
    }
  }

  return ObservationsController;
}

function observationOf(cell_id: string, body: unknown): CellObservation {
  const refused = (message: string, got: unknown, expected: string) =>
    new Problem(400, { message, got, where: 'body', expected });
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused('an observation is a JSON object', body, 'an object such as {"quantity": "electrode_thickness", …}');
  // Files and points are not sent back.
  const { attachment: _attachment, sweep: _sweep, ...got } = body as Record<string, unknown>;
  if ('cell_id' in body && body.cell_id !== cell_id)
    throw refused(
      `the body’s cell_id is ${JSON.stringify(body.cell_id)}`,
      got,
      `${JSON.stringify(cell_id)}, as in the path`,
    );
  try {
    return declareObservation({ ...body, cell_id });
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw refused(error.message, got, 'an observation as the OpenAPI document lists it');
  }
}
