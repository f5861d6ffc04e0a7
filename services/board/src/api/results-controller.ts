import { Controller, Get, Param, type Type } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { cycleCurves, peakClaim, rateTable, temperatureTable } from '@cellwatch/electrochem';
import type { CellFacts } from '@cellwatch/events';
import { readCellCycles, readCycle, readCycleRecords, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, listOf } from './answers.js';
import { knownCell } from './known-cell.js';
import { cycleCountOf } from './read-query.js';
import { integer, shapeOrNull, text } from './schema-parts.js';

type Read = NonNullable<Awaited<ReturnType<typeof readCycle>>>;

/** What is worked out when it is asked for: tables over cycles, curves of one. */
export function resultsController(pool: Pool): Type {
  async function curvesOf(facts: CellFacts, { cycle, next }: Read) {
    const { cell_id, test_id, first_record_index } = cycle;
    const found = cycleCurves(facts, {
      test_id,
      first_record_index,
      reference_ah: Math.max(cycle.cycle_charging_capacity_ah, cycle.cycle_discharging_capacity_ah),
    });
    const client = await pool.connect();
    try {
      const records = readCycleRecords(client, cell_id, { start: { test_id, first_record_index }, next });
      for await (const batch of records) found.take(batch);
    } finally {
      client.release();
    }
    return found.curves();
  }

  @ApiTags('cells')
  @Controller('api/cells/:cell_id')
  class ResultsController {
    @Get('tables')
    @ApiOperation({
      summary: 'Rate table with recovery, and temperature table',
      description:
        'Complete cycles in a row under equal conditions: reversible capacity (charge of an anode half-cell, else discharge) of the ' +
        'last one, and the median without the first. Empty without a declared system.',
    })
    @Answers('The tables', {
      system: { ...text, nullable: true },
      rate: listOf('RateGroup'),
      recovery: shapeOrNull('RateRecovery'),
      temperature: listOf('TemperatureGroup'),
    })
    async tables(@Param('cell_id') cell_id: string) {
      const { facts } = await knownCell(pool, cell_id);
      const cycles = await readCellCycles(pool, cell_id);
      const { groups, recovery } = rateTable(cycles, facts.system);
      const temperature = temperatureTable(cycles, facts.system);
      return { system: facts.system ?? null, rate: groups, recovery, temperature };
    }

    @Get('cycles/:cycle/dqdv')
    @ApiOperation({
      summary: 'dQ/dV and voltage over capacity of one cycle’s halves, with the published peaks',
      description:
        'From the stored records, by the steps, the 2 mV grid and the smoothing with which the peaks were found. Where a half is not ' +
        'one constant current, dQ/dV is null, with the reason. `peak_claim` says whether peaks are named: `half_cell`, or why not; ' +
        'in a full cell no half-cell peaks are claimed.',
    })
    @ApiParam({ name: 'cycle', schema: { type: 'integer', minimum: 0 }, description: 'derived_cycle_count' })
    @Answers('The curves', {
      cell_id: text,
      derived_cycle_count: integer,
      test_id: text,
      first_record_index: integer,
      status: text,
      definition_version: integer,
      facts_version: text,
      revision: integer,
      peak_claim: {
        type: 'string',
        enum: ['half_cell', 'full_cell', 'no_electrode', 'system_unknown', 'reference_unknown', 'none_expected'],
      },
      charge: shapeOrNull('HalfCurve'),
      discharge: shapeOrNull('HalfCurve'),
    })
    async dqdv(@Param('cell_id') cell_id: string, @Param('cycle') counted: string) {
      const derived_cycle_count = cycleCountOf(counted);
      const { facts } = await knownCell(pool, cell_id);
      const read = await readCycle(pool, cell_id, derived_cycle_count);
      if (!read)
        throw new Problem(404, {
          message: 'the cell has no such cycle',
          got: counted,
          where: 'path',
          expected: 'a derived_cycle_count of GET /api/cells/{cell_id}/cycles',
        });
      const { test_id, first_record_index, status, definition_version, facts_version, revision } = read.cycle;
      const { charge, discharge } = await curvesOf(facts, read);
      return {
        cell_id,
        derived_cycle_count,
        test_id,
        first_record_index,
        status,
        definition_version,
        facts_version,
        revision,
        peak_claim: peakClaim(facts),
        charge: charge && { ...charge, peaks: read.cycle.charging_peaks },
        discharge: discharge && { ...discharge, peaks: read.cycle.discharging_peaks },
      };
    }
  }

  return ResultsController;
}
