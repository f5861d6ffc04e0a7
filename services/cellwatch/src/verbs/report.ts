import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openPool,
  readCampaignCells,
  readCampaigns,
  readCyclesOfCells,
  readObservedValues,
  type Pool,
} from '@cellwatch/timescale';
import { attach } from '../attach.js';
import { exitCodes, UserError } from '../exit-codes.js';
import { renderCsv } from '../report/render-csv.js';
import { renderHtml } from '../report/render-html.js';
import { renderMarkdown } from '../report/render-markdown.js';
import { reportOf } from '../report/report-of.js';
import type { CampaignCell, Report } from '../report/report.js';
import { survivalText } from '../report/words.js';
import { untilSettled } from '../until-settled.js';

export interface ReportVerbOptions {
  data: string;
  output: string;
  format: 'markdown' | 'csv' | 'html' | 'all';
  endOfLife: number;
}

const renderers = {
  markdown: { extension: 'md', render: renderMarkdown },
  csv: { extension: 'csv', render: renderCsv },
  html: { extension: 'html', render: renderHtml },
};

/** Writes the report of a campaign once everything published for its cells has been folded, and says where. */
export async function report(campaign: string, options: ReportVerbOptions): Promise<number> {
  const { format, output, endOfLife: end_of_life_retention } = options;
  const attached = await attach(options.data, () => undefined);
  const pool = openPool(attached.database_url);
  try {
    const facts = await readCampaignCells(pool, campaign);
    if (facts.length === 0) throw await unknownCampaign(pool, campaign);
    await untilSettled(
      pool,
      attached.stream,
      facts.map(({ cell_id }) => cell_id),
      attached.failed,
    );
    const found = reportOf(campaign, await readCells(pool, campaign), { end_of_life_retention });
    const formats = format === 'all' ? (['markdown', 'csv', 'html'] as const) : [format];
    await write(found, output, formats);
    for (const { group, cells, survival } of found.groups)
      process.stdout.write(
        `${group}: ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}; ${survivalText(survival)}\n`,
      );
    return exitCodes.ok;
  } finally {
    await pool.end();
    await attached.release();
  }
}

/** Read again after waiting: the facts themselves may just have landed. */
async function readCells(pool: Pool, campaign: string): Promise<CampaignCell[]> {
  const cells = new Map<string, CampaignCell>();
  for (const facts of await readCampaignCells(pool, campaign))
    cells.set(facts.cell_id, { facts, cycles: [], observations: [] });
  for (const cycle of await readCyclesOfCells(pool, [...cells.keys()])) cells.get(cycle.cell_id)?.cycles.push(cycle);
  for (const value of await readObservedValues(pool, [...cells.keys()]))
    cells.get(value.cell_id)?.observations?.push(value);
  return [...cells.values()];
}

async function unknownCampaign(pool: Pool, campaign: string): Promise<UserError> {
  const known = (await readCampaigns(pool)).map((each) => JSON.stringify(each.campaign));
  const expected = known.length > 0 ? `one of ${known.join(', ')}` : 'cells whose facts name one, and there are none';
  return new UserError(`report ${JSON.stringify(campaign)}: no cell is of this campaign; expected ${expected}`);
}

async function write(found: Report, output: string, formats: readonly (keyof typeof renderers)[]): Promise<void> {
  const name = found.campaign.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+|-+$/g, '') || 'campaign';
  try {
    await mkdir(output, { recursive: true });
    for (const format of formats) {
      const { extension, render } = renderers[format];
      const path = join(output, `${name}.report.${extension}`);
      await writeFile(path, render(found));
      process.stdout.write(`${path}\n`);
    }
  } catch (cause) {
    throw new UserError(`--output ${output}: ${(cause as Error).message}`, exitCodes.usage);
  }
}
