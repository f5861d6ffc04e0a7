import { readFile } from 'node:fs/promises';
import { noRuleSet, readLabels, type LabelsRead, type RuleSet } from '@cellwatch/detection';
import type { CellFacts } from '@cellwatch/events';
import { readCellsFile } from '../cells-file.js';
import { exitCodes, UserError } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { openDatabase } from '../open-database.js';
import { readRulesFile } from '../rules-file.js';
import { writeOut } from '../write-out.js';
import { backtestCsv } from './backtest/backtest-csv.js';
import { backtestReport, type BacktestReport } from './backtest/backtest-report.js';
import { backtestText } from './backtest/backtest-text.js';
import { replayFiles } from './backtest/replay-files.js';
import { storedReport } from './backtest/stored-report.js';

export interface BacktestOptions {
  data: string;
  campaign?: string;
  cell: string[];
  labels?: string;
  format: 'text' | 'json' | 'csv';
  timeZone?: string;
  dateOrder?: 'mdy' | 'dmy';
}

/**
 * What a file of rules would have told of the past: of files, or of all that is stored, beside what the rules in force give.
 * Changes nothing.
 */
export async function backtest(rules: string | undefined, paths: string[], options: BacktestOptions): Promise<number> {
  const rule_set = rules === undefined || rules === '-' ? noRuleSet : (await readRulesFile(rules)).rule_set;
  const labels = options.labels === undefined ? null : await readLabelsFile(options.labels);
  if (paths.length > 0) {
    if (options.campaign !== undefined)
      throw new UserError('--campaign with files: files are of no campaign, expected one of the two', exitCodes.usage);
    return backtestFiles(paths, rule_set, labels, options);
  }
  const { cells, facts } = await cellsOf(options.cell);
  if (facts.size > 0)
    throw new UserError('--cell with a file: what is stored has its facts; expected names', exitCodes.usage);
  const database = await openDatabase(options.data);
  try {
    const asked = { campaign: options.campaign, cells, labels };
    await print(await storedReport(database.database_url, rule_set, asked), options.format);
    return exitCodes.ok;
  } finally {
    await database.release();
  }
}

async function backtestFiles(
  paths: string[],
  rule_set: RuleSet,
  labels: LabelsRead | null,
  { cell, format, timeZone, dateOrder }: BacktestOptions,
): Promise<number> {
  const { cells, facts } = await cellsOf(cell);
  if (cells.length > 1)
    throw new UserError(`--cell ${cells.join(', ')}: files are of one cell, or tell their own`, exitCodes.usage);
  const { replays, remarks, refused } = await replayFiles(paths, {
    rule_sets: [rule_set],
    facts,
    cell_id: cells[0] ?? (facts.size === 1 ? [...facts.keys()][0] : undefined),
    time_zone: labTimeZone(timeZone),
    date_order: dateOrder,
  });
  for (const remark of remarks) process.stderr.write(`${remark}\n`);
  if (replays.length === 0)
    throw new UserError(`${paths.join(', ')}: got no records and no cycles, expected cycler files or tables of cycles`);
  const versions = { rules_version: rule_set.rules_version, in_force_version: null };
  await print(backtestReport(replays, versions, labels), format);
  return refused > 0 ? exitCodes.someRefused : exitCodes.ok;
}

/** `--cell`: names, and files that describe cells. */
async function cellsOf(options: string[]): Promise<{ cells: string[]; facts: Map<string, CellFacts> }> {
  const cells: string[] = [];
  const facts = new Map<string, CellFacts>();
  for (const option of options)
    if (/\.(ya?ml|json)$/i.test(option)) for (const one of await readCellsFile(option)) facts.set(one.cell_id, one);
    else cells.push(option);
  return { cells, facts };
}

async function readLabelsFile(path: string): Promise<LabelsRead> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new UserError(`${path}: ${cause.message}`, exitCodes.usage);
  });
  const read = readLabels(text);
  if (read.problems.length > 0)
    throw new UserError(read.problems.map((problem) => `${path}:${problem}`).join('\n'), exitCodes.usage);
  return read;
}

export async function print(report: BacktestReport, format: BacktestOptions['format']): Promise<void> {
  if (format === 'json') return writeOut(`${JSON.stringify(report, null, 2)}\n`);
  if (format === 'csv') return writeOut(backtestCsv(report));
  for (const text of backtestText(report)) await writeOut(text);
}
