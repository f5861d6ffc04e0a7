import { Controller, Get, Headers, Param, Query, Res, type Type } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { cyclesCsv } from '@cellwatch/events';
import { readCellCycles, readCellTests, readFleet, readThinnedRecords, type Pool } from '@cellwatch/timescale';
import { Answers, listOf, ref } from './answers.js';
import { knownCell } from './known-cell.js';
import { instantOf, wholeOf, wordOf } from './read-query.js';

const pointBounds = { least: 4, most: 5_000, otherwise: 2_000 };

interface Reply {
  header(name: string, value: string): Reply;
  send(body: unknown): void;
}

export function cellsController(pool: Pool): Type {
  const known = (cell_id: string) => knownCell(pool, cell_id);

  @ApiTags('cells')
  @Controller('api/cells')
  class CellsController {
    @Get()
    @ApiOperation({ summary: 'Every cell at a glance' })
    @Answers('Every cell, by name', { cells: listOf('FleetCell') })
    async fleet() {
      return { cells: await readFleet(pool) };
    }

    @Get(':cell_id')
    @ApiOperation({ summary: 'What is known of a cell, and its tests' })
    @Answers('The cell', {
      cell_id: { type: 'string' },
      first_seen_at: { type: 'string', format: 'date-time' },
      facts: ref('DeclaredFacts'),
      tests: listOf('Test'),
    })
    async cell(@Param('cell_id') cell_id: string) {
      const cell = await known(cell_id);
      return { ...cell, tests: await readCellTests(pool, cell_id) };
    }

    @Get(':cell_id/cycles')
    @ApiOperation({ summary: 'The cell’s current cycles; CSV by ?format=csv or Accept: text/csv' })
    @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv'] })
    @Answers('The cycles in order of the cell’s life', { cycles: listOf('Cycle') })
    async cycles(
      @Param('cell_id') cell_id: string,
      @Query('format') format: unknown,
      @Headers('accept') accept: string | undefined,
      @Res() reply: Reply,
    ) {
      const wanted = wordOf(format, 'format', ['json', 'csv']) ?? (/\btext\/csv\b/.test(accept ?? '') ? 'csv' : 'json');
      await known(cell_id);
      const cycles = await readCellCycles(pool, cell_id);
      if (wanted === 'json') return reply.send({ cycles });
      const name = `${cell_id.replace(/[^\w.-]+/g, '_')}.cycles.csv`;
      reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(cyclesCsv(cycles));
    }

    @Get(':cell_id/records')
    @ApiOperation({
      summary: 'Voltage and current over time, thinned to what a chart can show',
      description:
        'All records where they fit, else in each span of time those of least and greatest voltage and current. ' +
        'Every point is a record of the cycler; none is averaged. Positive current charges the cell.',
    })
    @ApiQuery({
      name: 'from',
      required: false,
      schema: { type: 'string' },
      description: 'Unix seconds or ISO 8601 with a zone',
    })
    @ApiQuery({
      name: 'to',
      required: false,
      schema: { type: 'string' },
      description: 'Unix seconds or ISO 8601 with a zone',
    })
    @ApiQuery({
      name: 'points',
      required: false,
      schema: {
        type: 'integer',
        minimum: pointBounds.least,
        maximum: pointBounds.most,
        default: pointBounds.otherwise,
      },
    })
    @Answers('The points in order of time', { thinned: { type: 'boolean' }, points: listOf('Point') })
    async records(
      @Param('cell_id') cell_id: string,
      @Query('from') from: unknown,
      @Query('to') to: unknown,
      @Query('points') points: unknown,
    ) {
      const window = { cell_id, from: instantOf(from, 'from'), to: instantOf(to, 'to') };
      const most = wholeOf(points, 'points', pointBounds);
      await known(cell_id);
      return readThinnedRecords(pool, window, most);
    }
  }

  return CellsController;
}
