import { readFile } from 'node:fs/promises';
import { declareRuleSet, isPaging, noRuleSet, readLabels, type RuleSet } from '@cellwatch/detection';
import { backtestReport, type BacktestReport } from '../../services/cellwatch/src/verbs/backtest/backtest-report.js';
import { replayFiles } from '../../services/cellwatch/src/verbs/backtest/replay-files.js';
import { hasSharedData, sharedData } from '../support/shared-data.js';

const folder = sharedData('long_cycling');
const [knees, convex] = ['20180420_sf036_2_cc_01_stats', '20180418_sf033_4_cc_01_stats'];
/** Trap by their own table's head: shifts of 2 % by the cycler's range. */
const shifts = 'step_drop';

async function report(rule_set: RuleSet = noRuleSet): Promise<BacktestReport & { remarks: string[] }> {
  const { replays, remarks } = await replayFiles([folder], {
    rule_sets: [rule_set],
    facts: new Map(),
    time_zone: 'Europe/Oslo',
  });
  const labels = readLabels(await readFile(sharedData('long_cycling/events.csv'), 'utf8'));
  expect(labels.problems).toEqual([]);
  const versions = { rules_version: rule_set.rules_version, in_force_version: null };
  return { ...backtestReport(replays, versions, labels), remarks };
}

/** Of a cell: rule, severity and cycle of all that fired or got worse. */
function told({ cells }: BacktestReport, cell: string): [string, string, number | null][] {
  const { alerts } = cells.find(({ cell_id }) => cell_id === cell)!;
  return alerts.flatMap(({ alert, told }) =>
    told.flatMap((step): [string, string, number | null][] =>
      step.status === 'firing' ? [[alert.rule, step.severity, step.cycle_count]] : [],
    ),
  );
}

(hasSharedData() ? describe : describe.skip)('years of real cycles', () => {
  test('tables are known by their content, and what is concluded of them is said', async () => {
    const { cells, remarks } = await report();
    const cycles = Object.fromEntries(cells.map(({ cell_id, cycles }) => [cell_id, cycles]));
    expect(cycles).toMatchObject({ Cell1: 249, Cell2: 249, [knees]: 303, [convex]: 303, 'p492-13-summary': 245 });
    const said = remarks.join('\n');
    for (const cell of [knees, convex]) expect(said).toContain(`${cell}.csv: taken as an anode half-cell`);
    for (const cell of ['Cell1', 'Cell2'])
      expect(said).toContain(`${cell}.csv: cycles 50, 100, 150, 200 are taken as check-ups`);
  });

  test('no trap fires: check-ups, changes of protocol, cut-off efficiencies, limited capacities, convex fade', async () => {
    const { cells, score } = await report();
    const paging = cells.flatMap(({ alerts }) => alerts.map(({ alert }) => alert)).filter(isPaging);
    for (const quiet of ['Cell1', 'Cell2', 'p492-13-summary'])
      expect(paging.filter(({ cell_id }) => cell_id === quiet)).toEqual([]);
    expect(told(await report(), convex).map(([rule]) => rule)).not.toContain('KNEE');
    expect(score!.unexplained).toEqual([]);
    expect(score!.false_alarms).toEqual({ warning: 0, critical: 0 });
  });

  test('events are found within their range; which are not is listed', async () => {
    const usual = await report();
    // Below 85 % between the labels of 90 % and 80 %, and critical within that of 80 %.
    const retention = told(usual, knees).filter(([rule]) => rule === 'RETENTION');
    expect(retention.map(([, severity]) => severity)).toEqual(['warning', 'critical']);
    expect(retention[1][2]).toBeGreaterThanOrEqual(117 - 3);
    expect(retention[1][2]).toBeLessThanOrEqual(120 + 3);
    const step = told(usual, knees).filter(([rule, severity]) => rule === 'SUDDEN_FADE' && severity === 'critical');
    expect(step).toEqual([['SUDDEN_FADE', 'critical', 290]]);
    // The knee is told as a notice, five cycles after the first that showed it: nobody is paged for it.
    const { alerts } = usual.cells.find(({ cell_id }) => cell_id === knees)!;
    const knee = alerts.find(({ alert }) => alert.rule === 'KNEE')!.alert;
    expect(knee.severity).toBe('notice');
    expect(knee.derived_cycle_count).toBeGreaterThanOrEqual(100 - 10);
    expect(knee.derived_cycle_count).toBeLessThanOrEqual(112 + 10);
    const missed = usual.score!.missed.filter(({ name }) => name !== shifts);
    expect(missed.map(({ cell_id, name }) => `${cell_id} ${name}`).sort()).toEqual([
      // 80 % is the last limit that comes with the program.
      `${convex} retention_70`,
      `${knees} knee_onset`,
    ]);
  });

  test('a lab that sets 90 % and 70 % is told of those', async () => {
    const limits = { warning_retention: '90 %', critical_retention: '70 %' };
    const own = await report(declareRuleSet({ rules: { RETENTION: limits } }));
    const at = (cell: string) => told(own, cell).filter(([rule]) => rule === 'RETENTION');
    const [warned, critical] = at(convex).map(([, , cycle]) => cycle);
    expect(warned).toBeGreaterThanOrEqual(57 - 3);
    expect(warned).toBeLessThanOrEqual(65 + 3);
    expect(critical).toBeGreaterThanOrEqual(277 - 3);
    expect(critical).toBeLessThanOrEqual(293 + 3);
    expect(at(knees)[0][2]).toBeGreaterThanOrEqual(67 - 3);
    expect(at(knees)[0][2]).toBeLessThanOrEqual(73 + 3);
    expect(own.score!.missed.map(({ name }) => name)).not.toContain('retention_70');
  });

  test('a statistics table of 958 cycles', async () => {
    const { replays } = await replayFiles(
      [sharedData('arbin/BG_Arbin_TestData_Multiple_Files_Channel_16_StatisticByCycle.CSV')],
      { rule_sets: [noRuleSet], facts: new Map(), time_zone: 'America/Chicago' },
    );
    const [{ facts, results }] = replays;
    expect(facts.system).toBe('full_cell');
    expect(results[0].cycles).toBe(952);
    // It prints 97.93 and 98.79 % there; rows whose discharge goes on in the next one are no drops.
    expect(
      results[0].alerts.filter(({ alert }) => alert.rule === 'CE_DROP').map(({ alert }) => alert.derived_cycle_count),
    ).toEqual([36, 497]);
  });
});
