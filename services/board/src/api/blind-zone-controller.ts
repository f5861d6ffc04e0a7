import { Controller, Get, Param, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { blindZone, cellRules, noRuleSet, surveyCharge, type RuleSet } from '@cellwatch/detection';
import type { CycleSummary, RecordBatch } from '@cellwatch/events';
import { readCellCycles, readCycleRecords, readRuleSet, type Pool } from '@cellwatch/timescale';
import { Answers } from './answers.js';
import { knownCell } from './known-cell.js';
import { blindZoneProperties } from './blind-zone-schema.js';

export function blindZoneController(pool: Pool): Type {
  /** Of the last complete cycle, else of what has been recorded since the running one began. */
  async function surveyOf(cell_id: string, cycles: readonly CycleSummary[]) {
    const at = cycles.findLastIndex(({ status }) => status === 'complete');
    const start = cycles.at(at < 0 ? 0 : at);
    if (!start) return null;
    const batches: RecordBatch[] = [];
    const client = await pool.connect();
    try {
      const records = readCycleRecords(client, cell_id, { start, next: cycles[at + 1] ?? null });
      for await (const batch of records) batches.push(batch);
    } finally {
      client.release();
    }
    return surveyCharge(batches);
  }

  @ApiTags('cells')
  @Controller('api/cells')
  class BlindZoneController {
    @Get(':cell_id/blind-zone')
    @ApiOperation({
      summary: 'What the rules cannot see in this cell',
      description:
        'From how the last complete cycle was recorded, the cell’s resistance, noise and rests, and the limits in force. ' +
        'Orders of magnitude; null where nothing tells.',
    })
    @Answers('The blind zone, as numbers and in sentences', blindZoneProperties)
    async zone(@Param('cell_id') cell_id: string) {
      const { facts } = await knownCell(pool, cell_id);
      const cycles = await readCellCycles(pool, cell_id);
      const accepted = await readRuleSet(pool);
      const rules = cellRules((accepted?.rule_set as RuleSet | undefined) ?? noRuleSet, {
        cell_id,
        campaign: facts.campaign,
      });
      return blindZone(cycles, await surveyOf(cell_id, cycles), rules);
    }
  }

  return BlindZoneController;
}
