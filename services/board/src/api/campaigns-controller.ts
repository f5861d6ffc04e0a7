import { Controller, Get, Param, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { summariseCampaign, type CampaignCycle, type CampaignSummary } from '@cellwatch/electrochem';
import { readCampaignCells, readCampaignCycles, readCampaigns, type Pool } from '@cellwatch/timescale';
import { Problem } from '../problem.js';
import { Answers, listOf } from './answers.js';
import { nameOf, ratioOf } from './read-query.js';

export function campaignsController(pool: Pool): Type {
  @ApiTags('campaigns')
  @Controller('api/campaigns')
  class CampaignsController {
    @Get()
    @ApiOperation({ summary: 'Every campaign that some cell’s facts name' })
    @Answers('The campaigns, by name', { campaigns: listOf('Campaign') })
    async campaigns() {
      return { campaigns: await readCampaigns(pool) };
    }

    @Get(':campaign')
    @ApiOperation({
      summary: 'A campaign at its latest common cycle: groups of equal factors, survivors, replicates that disagree',
      description:
        'Averages are over cells, one value each. Retention stands there twice: of survivors, and with the dead at their last ' +
        'value. A cell died at its declared failure, or where its retention fell below the limit in 2 of 3 cycles.',
    })
    @ApiQuery({
      name: 'end_of_life',
      required: false,
      schema: { type: 'number', default: 0.8 },
      description: 'Retention below which a cell has died',
    })
    @Answers('The campaign', {
      campaign: { type: 'string' },
      end_of_life_retention: { type: 'number' },
      latest_common_cycle: { type: 'integer', nullable: true },
      groups: listOf('CampaignGroup'),
    })
    async campaign(
      @Param('campaign') campaign: string,
      @Query('end_of_life') end_of_life: unknown,
    ): Promise<CampaignSummary> {
      const name = nameOf(campaign, 'path', 'a campaign');
      const limit = ratioOf(end_of_life, 'end_of_life', 0.8);
      const cells = new Map<
        string,
        { facts: Awaited<ReturnType<typeof readCampaignCells>>[number]; cycles: CampaignCycle[] }
      >();
      for (const facts of await readCampaignCells(pool, name)) cells.set(facts.cell_id, { facts, cycles: [] });
      if (cells.size === 0)
        throw new Problem(404, {
          message: 'no cell is of this campaign',
          got: name,
          where: 'path',
          expected: 'a campaign of GET /api/campaigns',
        });
      for (const cycle of await readCampaignCycles(pool, [...cells.keys()]))
        cells.get(cycle.cell_id)?.cycles.push(cycle);
      return summariseCampaign(name, [...cells.values()], limit);
    }
  }

  return CampaignsController;
}
