import { defaultRules, evolveCycleRules, initialCycleRulesState, type CellRules } from '@cellwatch/detection';
import type { AlertRule, CellAlert } from '@cellwatch/events';
import type { CycleTable } from '@cellwatch/cyclers';
import { hasSharedData } from '../support/shared-data.js';
import { labels, longTable } from './long-tables.js';

const program = defaultRules();

/** Limits of one rule as a lab may set them. */
function withLimits(rule: AlertRule, limits: Record<string, number>): CellRules {
  const inForce = { enabled: true, limits: { ...program.of[rule].limits, ...limits } };
  return { rules_version: 'lab', of: { ...program.of, [rule]: inForce } };
}

/** What fired or got worse, at the cycle in which it was told. */
function firedIn({ facts, cycles }: CycleTable, rules = program): CellAlert[] {
  const { alerts, disordered } = evolveCycleRules(initialCycleRulesState(facts), cycles, rules);
  expect(disordered).toBe(false);
  return alerts.filter(({ status }) => status === 'firing');
}

const said = (alerts: CellAlert[]) =>
  alerts.map(({ rule, severity, changed_cycle_count }) => `${rule} ${severity} ${changed_cycle_count}`);

const sf033 = 'silicon_ife/20180418_sf033_4_cc_01_stats.csv';
const sf036 = 'silicon_ife/20180420_sf036_2_cc_01_stats.csv';
const siliconTable = (file: string) => longTable(file, { system: 'anode_half_cell', formation_cycles: [1, 2, 3] });
const slack = (event: string) => (event.startsWith('knee') ? 10 : 3);

(hasSharedData() ? describe : describe.skip)('the labels of the long tables', () => {
  const rangeOf = (file: string, event: string) => {
    const found = labels().find((label) => label.file === file && label.event === event)!;
    return [found.first_cycle - slack(event), found.last_cycle + slack(event)];
  };
  const expectInRange = (file: string, event: string, cycle: number | null | undefined) => {
    const [from, to] = rangeOf(file, event);
    expect([event, cycle, cycle! >= from && cycle! <= to]).toEqual([event, cycle, true]);
  };

  test('sf036_2: the drop at 289 is sudden fade, 80 % is critical, the dip of CE is a warning', () => {
    const alerts = firedIn(siliconTable(sf036));
    const first = (rule: AlertRule, severity: string) =>
      alerts.find((alert) => alert.rule === rule && alert.severity === severity);
    expectInRange(sf036, 'step_drop', first('SUDDEN_FADE', 'critical')?.changed_cycle_count);
    expectInRange(sf036, 'retention_80', first('RETENTION', 'critical')?.changed_cycle_count);
    expectInRange(sf036, 'ce_dip', first('CE_DROP', 'warning')?.changed_cycle_count);
    expect(said(alerts)).toMatchInlineSnapshot(`
     [
       "RETENTION warning 96",
       "CE_DROP warning 110",
       "RETENTION critical 118",
       "KNEE notice 126",
       "SUDDEN_FADE warning 264",
       "SUDDEN_FADE critical 290",
       "KNEE notice 297",
     ]
    `);
  });

  test('sf036_2: the knee is an onset that begins inside its range, and no knee before', () => {
    const knees = firedIn(siliconTable(sf036)).filter(({ rule }) => rule === 'KNEE');
    expect(knees[0]).toMatchObject({ severity: 'notice' });
    expectInRange(sf036, 'knee_onset', knees[0].derived_cycle_count);
  });

  test('sf033_4: 80 % is critical; it fades ever slower, and no knee is told', () => {
    const alerts = firedIn(siliconTable(sf033));
    const critical = alerts.find(({ rule, severity }) => rule === 'RETENTION' && severity === 'critical');
    expectInRange(sf033, 'retention_80', critical?.changed_cycle_count);
    expect(alerts.filter(({ rule }) => rule === 'KNEE')).toEqual([]);
    expect(said(alerts)).toMatchInlineSnapshot(`
     [
       "CE_DROP warning 19",
       "RETENTION warning 94",
       "RETENTION critical 143",
     ]
    `);
  });

  test.each([
    [sf033, 'retention_90', 0.9],
    [sf036, 'retention_90', 0.9],
    [sf036, 'retention_50', 0.5],
    [sf033, 'retention_70', 0.7],
  ])('%s: %s, as a lab sets its limit', (file, event, warning_retention) => {
    const rules = withLimits('RETENTION', { warning_retention, critical_retention: 0.1 });
    const [alert] = firedIn(siliconTable(file), rules).filter(({ rule }) => rule === 'RETENTION');
    expectInRange(file, event, alert.changed_cycle_count);
  });

  test.each([sf033, sf036])('%s: the change of rate, the first cycle and the open one stay quiet', (file) => {
    for (const { changed_cycle_count: cycle } of firedIn(siliconTable(file)))
      expect(cycle! > 7 && cycle! < 304).toBe(true);
  });

  test.each(['Cell1.csv', 'Cell2.csv'])('kneepoint %s has neither fade nor knee: nothing', (name) => {
    const table = longTable(`kneepoint_eeeprof/${name}`, { system: 'full_cell' });
    expect(said(firedIn(table))).toEqual([]);
    // Its first rows give back half as much again as they took, and print an efficiency of 1: none of them is judged, and that is said.
    expect(table.notes.join()).toContain('efficiencies cut off at 1');
  });

  test('p492-13: check blocks are no shorts, and a charge limited by capacity shows no fade: nothing', () => {
    expect(said(firedIn(longTable('batterydata_p492-13/p492-13-summary.csv', { system: 'full_cell' })))).toEqual([]);
  });
});
