import { noRuleSet, type LabelsRead, type RuleSet } from '@cellwatch/detection';
import { openPool, readCampaignCells, readCell, readCellIds, readRuleSet, type Pool } from '@cellwatch/timescale';
import { exitCodes, UserError } from '../../exit-codes.js';
import { backtestReport, type BacktestReport } from './backtest-report.js';
import { replayThreads } from './replay-threads.js';

export interface StoredAsked {
  campaign?: string;
  /** None: all of the campaign, else all that were ever seen. */
  cells: string[];
  labels: LabelsRead | null;
}

/** What a set of rules would have told of what is stored, beside what the set in force gives. Writes nothing. */
export async function storedReport(
  database_url: string,
  rule_set: RuleSet,
  { campaign, cells, labels }: StoredAsked,
): Promise<BacktestReport> {
  const pool = openPool(database_url, { max: 1 });
  let cell_ids: string[];
  let inForce: RuleSet;
  try {
    cell_ids = await cellsAsked(pool, campaign, cells);
    inForce = ((await readRuleSet(pool))?.rule_set as RuleSet | undefined) ?? noRuleSet;
  } finally {
    await pool.end();
  }
  const replays = await replayThreads(database_url, cell_ids, [rule_set, inForce]);
  const { rules_version } = rule_set;
  return backtestReport(replays, { rules_version, in_force_version: inForce.rules_version }, labels);
}

async function cellsAsked(pool: Pool, campaign: string | undefined, cells: string[]): Promise<string[]> {
  for (const cell_id of cells)
    if (!(await readCell(pool, cell_id)))
      throw new UserError(`--cell ${cell_id}: no such cell was ever seen`, exitCodes.usage);
  if (campaign === undefined) return cells.length > 0 ? cells : readCellIds(pool);
  const members = (await readCampaignCells(pool, campaign)).map(({ cell_id }) => cell_id);
  if (members.length === 0)
    throw new UserError(`--campaign ${campaign}: no cell is of it, expected one that facts name`, exitCodes.usage);
  const outside = cells.find((cell_id) => !members.includes(cell_id));
  if (outside !== undefined)
    throw new UserError(`--cell ${outside}: it is not of campaign ${campaign}`, exitCodes.usage);
  return cells.length > 0 ? cells : members;
}
