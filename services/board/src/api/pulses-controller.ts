import { Controller, Get, Param, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { edgesOf } from '@cellwatch/electrochem';
import { pulseBridges } from '@cellwatch/impedance';
import { readCellCycles, readPulses, readResistances, type Pool } from '@cellwatch/timescale';
import { Answers, listOf } from './answers.js';
import { knownCell } from './known-cell.js';
import { wholeOf } from './read-query.js';

const mostPulses = 10_000;

export function pulsesController(pool: Pool): Type {
  @ApiTags('pulses')
  @Controller('api/cells')
  class PulsesController {
    @Get(':cell_id/pulses')
    @ApiOperation({
      summary: 'What pulses and edges of a cell say, and how they stand to its impedance fits',
      description:
        'Pulses are a series of their own, in order of time; edges between rest and load, which cycles tell, are another for each ' +
        '`kind`. Two resistances compare only at the same delay. Neither is an impedance fit: a bridge compares a pulse or an edge with ' +
        'what the nearest fit of the same voltage and temperature lets expect at the same delay, R_1 + R_int + R_ct + 2√(2/π)·σ·√t, ' +
        'and the two share no trend.',
    })
    @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', maximum: mostPulses, default: 2_000 } })
    @Answers('The newest pulses, all edges, and the bridges of both', {
      pulses: listOf('Pulse'),
      edges: listOf('CycleEdge'),
      bridges: listOf('PulseBridge'),
    })
    async pulses(@Param('cell_id') cell_id: string, @Query('limit') limit?: string) {
      await knownCell(pool, cell_id);
      const most = wholeOf(limit, 'limit', { least: 1, most: mostPulses, otherwise: 2_000 });
      const pulses = await readPulses(pool, cell_id, most);
      const edges = edgesOf(await readCellCycles(pool, cell_id));
      const told = [
        ...pulses.map(({ voltage_before_volt, extrapolation, rest_before_second, ...pulse }) => ({
          ...pulse,
          // On a base current the voltage before it is none of rest.
          rest_voltage_volt: rest_before_second === null ? null : voltage_before_volt,
          extrapolated_resistance_ohm: extrapolation && extrapolation.resistance_ohm,
        })),
        // An edge whose rest is not known could be at any voltage.
        ...edges
          .filter(({ rest_voltage_volt }) => rest_voltage_volt !== null)
          .map((edge) => ({ ...edge, started_at_unix_second: null, extrapolated_resistance_ohm: null })),
      ];
      return { pulses, edges, bridges: pulseBridges(told, await readResistances(pool, cell_id)) };
    }
  }

  return PulsesController;
}
