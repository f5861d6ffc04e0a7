import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { refitCells, refitsJson, type Fitter } from '@cellwatch/fitting';
import { circuitIds, circuitOf } from '@cellwatch/impedance';
import { readCampaignCells, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, AnswersProblem, listOf, ref } from './answers.js';
import { knownCell } from './known-cell.js';
import { nameOf } from './read-query.js';

const mostCells = 200;
/** Under way at once: more would only wait for each other’s fits. */
const mostRefits = 4;
const longestCircuit = 200;

const answer = { circuit_id: { type: 'string' }, summary: ref('RefitSummary'), cells: listOf('CellRefit') };
const description =
  'As they would be published if the circuit were declared, beside what is current; nothing is changed. Declare it in the facts of ' +
  'the cells (impedance_circuit), and they are refitted. The answer comes cell by cell, as each is fitted.';

export function refitsController(pool: Pool, fitter: Fitter): Type {
  let running = 0;

  /** A JSON text that is written as it is fitted: a campaign’s is long, and to wait for its end would hold much. */
  function refit(cell_ids: string[], circuit: string): StreamableFile {
    if (running >= mostRefits)
      throw new Problem(503, {
        message: `${running} refits are under way`,
        expected: 'one of them to be done: try again',
      });
    const gone = new AbortController();
    const text = Readable.from(refitsJson(circuit, refitCells(pool, fitter, cell_ids, circuit, gone.signal)));
    running += 1;
    text.once('close', () => {
      running -= 1;
      gone.abort(new Error('who asked has gone'));
    });
    return new StreamableFile(text, { type: 'application/json; charset=utf-8' });
  }

  @ApiTags('impedance')
  @Controller('api')
  class RefitsController {
    @Get('cells/:cell_id/refit')
    @ApiOperation({ summary: 'What the spectra of a cell say by another circuit', description })
    @ApiQuery({ name: 'circuit', schema: { type: 'string' }, description: 'An id, or a notation' })
    @Answers('The cell, its spectra in order', answer)
    async refitCell(@Param('cell_id') cell_id: string, @Query('circuit') circuit: unknown) {
      const asked = circuitOfText(circuit, 'query circuit');
      await knownCell(pool, cell_id);
      return refit([cell_id], asked);
    }

    @Post('refits')
    @HttpCode(200)
    @ApiOperation({ summary: 'What the spectra of a campaign, or of some cells, say by another circuit', description })
    @ApiBody({ schema: ref('RefitAsked') as never })
    @Answers('The cells, each with its spectra in order, and how the circuit does over all of them', answer)
    @AnswersProblem()
    async refitMany(@Body() body: unknown) {
      const { circuit, campaign, cell_ids } = askedOf(body);
      const asked = circuitOfText(circuit, 'body circuit');
      if (campaign === undefined) {
        for (const cell_id of cell_ids) await knownCell(pool, cell_id);
        return refit(cell_ids, asked);
      }
      const members = await readCampaignCells(pool, campaign);
      if (members.length === 0)
        throw new Problem(404, {
          message: 'no cell is of this campaign',
          got: campaign,
          where: 'body campaign',
          expected: 'a campaign of GET /api/campaigns',
        });
      return refit(
        members.map(({ cell_id }) => cell_id),
        asked,
      );
    }
  }

  return RefitsController;
}

function circuitOfText(circuit: unknown, where: string): string {
  const refused = (message: string) =>
    new Problem(400, { message, got: circuit, where, expected: `${circuitIds.join(', ')} or a notation` });
  if (typeof circuit !== 'string' || circuit === '' || circuit.length > longestCircuit)
    throw refused(`a circuit is named in 1 to ${longestCircuit} letters`);
  try {
    circuitOf(circuit);
    return circuit;
  } catch (error) {
    throw refused((error as Error).message);
  }
}

function askedOf(body: unknown): { circuit: unknown; campaign?: string; cell_ids: string[] } {
  const refused = (got: unknown) =>
    new Problem(400, {
      message: 'that does not say whose spectra are to be refitted',
      got,
      where: 'body',
      expected: `{"circuit": …} with either "campaign", or "cell_ids": 1 to ${mostCells} names`,
    });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refused(body);
  const { circuit, campaign, cell_ids, ...others } = body as Record<string, unknown>;
  if (Object.keys(others).length > 0 || (campaign === undefined) === (cell_ids === undefined)) throw refused(body);
  if (campaign !== undefined)
    return { circuit, campaign: nameOf(campaign, 'body campaign', 'a campaign'), cell_ids: [] };
  if (!Array.isArray(cell_ids) || cell_ids.length === 0 || cell_ids.length > mostCells) throw refused(body);
  return { circuit, cell_ids: [...new Set(cell_ids.map((cell) => nameOf(cell, 'body cell_ids', 'a cell')))] };
}
