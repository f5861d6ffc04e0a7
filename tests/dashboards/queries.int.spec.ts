import { readFileSync } from 'node:fs';
import { migrate, openPool, type Pool } from '@cellwatch/timescale';
import { testServers, type TestDatabase } from '../support/postgres.js';
import { boards, panels, type PanelJson, type TargetJson } from './board-queries.js';
import { expandMacros } from './expand-macros.js';
import { roundInterval } from './round-interval.js';
import { importedCell, liveCell, seedBoards } from './seed-boards.js';

const createLogin = readFileSync(
  new URL('../../libs/dashboards/sql/create-grafana-login.sql', import.meta.url),
  'utf8',
);
const kinds: Record<number, 'number' | 'text' | 'time' | 'boolean'> = {
  16: 'boolean',
  20: 'number',
  21: 'number',
  23: 'number',
  25: 'text',
  701: 'number',
  1043: 'text',
  1184: 'time',
  1700: 'number',
};
const hour = 3_600_000;
const fixed: Record<string, number> = { '1h': hour, '24h': 24 * hour };
const ranges = [
  hour / 12,
  hour / 2,
  hour,
  3 * hour,
  6 * hour,
  24 * hour,
  7 * 24 * hour,
  90 * 24 * hour,
  4 * 365 * 24 * hour,
];
/** How many series `metric` can make, by panel and query: the SQL's own limit, and the closed sets of reasons and topics. */
const mostSeries: Record<string, number> = { '7 A': 30, '12 A': 13, '12 B': 5, '36 A': 21 };

describe.each(testServers())('on $name', ({ start }) => {
  const now = new Date();
  let database: TestDatabase;
  let owner: Pool;
  let reader: Pool;
  const login = `grafana_${process.pid}_${Math.floor(now.getTime() / 1000)}`;

  beforeAll(async () => {
    database = await start();
    owner = openPool(database.url, { max: 2 });
    await owner.query(asServer(createLogin, login));
    await migrate(owner);
    await seedBoards(owner, now);
    if (!database.timescaledb)
      await owner.query(
        `create function time_bucket(width interval, at timestamptz) returns timestamptz language sql immutable
        as $$ select date_bin(width, at, timestamptz '2000-01-03') $$`,
      );
    const url = new URL(database.url);
    url.username = login;
    url.password = 'a test password';
    reader = openPool(url.href, { max: 2 });
  });

  afterAll(async () => {
    await reader?.end();
    await owner?.query(`drop role ${login}`).catch(() => undefined);
    await owner?.end();
    await database?.stop();
  });

  const forms = [
    { form: 'time_bucket', timescaledb: true },
    { form: 'plain macros', timescaledb: false },
  ];

  describe.each(forms)('with $form', ({ timescaledb }) => {
    async function ask(target: { rawSql: string }, panel?: PanelJson, cell = liveCell) {
      const range = fixed[panel?.timeFrom ?? ''] ?? 6 * hour;
      // What was just received lies in the range.
      const to = new Date(Date.now() + 1000);
      const sql = expandMacros(target.rawSql, {
        from: new Date(to.getTime() - range),
        to,
        intervalMs: roundInterval(range, panel?.maxDataPoints ?? 1000),
        timescaledb,
        variables: { cell },
      });
      const { rows, fields } = await reader.query(sql).catch((error: Error) => {
        throw new Error(`${error.message}\n${sql}`, { cause: error });
      });
      const columns = new Map(fields.map(({ name, dataTypeID }) => [name, kinds[dataTypeID] ?? `type ${dataTypeID}`]));
      return { rows, columns };
    }

    test.each(panels)('$name returns what its kind of panel draws', async ({ panel }) => {
      const answers = await Promise.all(panel.targets!.map((target) => ask(target, panel)));
      answers.forEach(({ rows, columns }, at) => {
        expect(rows.length).toBeGreaterThan(0);
        const series = [...columns].filter(([name, kind]) => kind === 'number' && name !== 'time').length;
        if (panel.type !== 'table') expect(rows.length * series).toBeLessThanOrEqual(5000);
        if (columns.has('time')) expect(worstPoints(panel, at, series)).toBeLessThanOrEqual(5000 / answers.length);
        expectDrawable[panel.type](panel, panel.targets![at], rows, columns);
      });
      const names = new Set(answers.flatMap(({ columns }) => [...columns.keys()]));
      for (const { matcher, properties } of panel.fieldConfig!.overrides) {
        expect([...names].filter((name) => matches(matcher, name))).not.toEqual([]);
        for (const { id, value } of properties)
          if (id === 'links')
            for (const [, field] of JSON.stringify(value).matchAll(/__data\.fields\.(\w+)/g))
              expect(names).toContain(field);
      }
    });

    test.each(panels)('$name answers for a cell without anything', async ({ panel }) => {
      for (const target of panel.targets!) await ask(target, panel, 'nobody');
    });

    test.each(boards.flatMap((board) => board.templating.list ?? []))(
      'variable $name lists texts',
      async ({ query }) => {
        const { rows, columns } = await ask({ rawSql: query });
        expect([...columns.values()]).toEqual(['text']);
        expect(rows.map((row) => Object.values(row)[0])).toEqual([liveCell, importedCell, 'on-the-shelf'].sort());
      },
    );

    test.each(boards.flatMap((board) => board.annotations.list ?? []))(
      'annotation $name marks times',
      async ({ target }) => {
        const { rows, columns } = await ask(target);
        expect(columns).toEqual(
          new Map([
            ['time', 'time'],
            ['timeend', 'time'],
            ['text', 'text'],
            ['tags', 'text'],
          ]),
        );
        expect(rows.map(({ text, tags }) => `${tags}: ${text}`).sort()).toEqual([
          'critical: OVERCHARGE: coulombic efficiency fell from 98.9 % to 95.0 %',
          'warning: CE_DROP: coulombic efficiency fell from 98.9 % to 95.0 %',
          'warning: TEMP: coulombic efficiency fell from 98.9 % to 95.0 %',
        ]);
        // What began before the range and ended in it is drawn to its end; what has not ended, to now.
        const length_hours = Object.fromEntries(
          rows.map(({ text, time, timeend }) => [text.split(':')[0], (timeend.getTime() - time.getTime()) / hour]),
        );
        expect(length_hours.TEMP).toBeCloseTo(6, 3);
        expect(length_hours.OVERCHARGE).toBeGreaterThan(0.16);
        expect(length_hours.OVERCHARGE).toBeLessThan(1);
      },
    );

    test('the fleet table tells running, finished and declared cells apart, and how each is seen whole', async () => {
      const { rows } = await ask(panelOf('cellwatch-fleet', 6).targets![0]);
      expect(rows).toMatchObject([
        {
          cell_id: liveCell,
          state: 'rest',
          derived_cycle_count: 11,
          open_alerts: '2',
          board_from: 'now-6h',
          board_to: 'now',
        },
        {
          cell_id: importedCell,
          state: 'finished',
          open_alerts: '1',
          board_from: '1493942400000',
          board_to: '1494028780000',
        },
        { cell_id: 'on-the-shelf', state: 'no records', voltage_volt: null, open_alerts: '0' },
      ]);
      expect(rows[0].coulombic_efficiency).toBe(0.989);
      expect(rows[1].coulombic_efficiency).toBeNull();
    });

    test('the timeline of alerts has the worst of each rule while it fires, and no pending ones', async () => {
      const panel = panelOf('cellwatch-cell', 36);
      const { rows } = await ask(panel.targets![0], panel);
      const worst = Object.fromEntries(rows.map(({ metric, severity }) => [metric, severity]));
      expect(worst).toEqual({ CE_DROP: 2, DATA_UNIT: 1, OVERCHARGE: 3, TEMP: 2 });
      const hot = rows.filter(({ metric }) => metric === 'TEMP');
      const first = rows[0].time.getTime();
      // Four of the six hours that are shown.
      expect((hot.at(-1)!.time.getTime() - first) / hour).toBeGreaterThan(3.8);
      expect((hot.at(-1)!.time.getTime() - first) / hour).toBeLessThan(4.05);
    });

    test('ranges of the past show an imported test, thinned', async () => {
      const panel = panelOf('cellwatch-cell', 2);
      const sql = expandMacros(panel.targets![0].rawSql, {
        from: new Date(1493942400000),
        to: new Date(1494028780000),
        intervalMs: roundInterval(1494028780000 - 1493942400000, panel.maxDataPoints!),
        timescaledb,
        variables: { cell: importedCell },
      });
      const { rows } = await reader.query(sql);
      expect(rows).toHaveLength(1440);
      for (const row of rows) expect(row['voltage_volt least']).toBeLessThanOrEqual(row['voltage_volt greatest']);
    });
  });

  test('the login by which Grafana reads can write nothing', async () => {
    await expect(reader.query(`insert into cells (cell_id) values ('x')`)).rejects.toThrow(
      /read-only|permission denied/,
    );
    const client = await reader.connect();
    await client.query('begin read write');
    await expect(client.query(`insert into cells (cell_id) values ('x')`)).rejects.toThrow(/permission denied/);
    await client.query('rollback');
    client.release();
  });
});

/** If records were so dense that no interval is empty. */
function worstPoints(panel: PanelJson, at: number, columns: number): number {
  const { refId, rawSql } = panel.targets![at];
  const series = rawSql.includes(' as metric') ? mostSeries[`${panel.id} ${refId}`] : columns;
  const buckets = (panel.timeFrom ? [fixed[panel.timeFrom]] : ranges).map(
    (range) => 1 + Math.ceil(range / roundInterval(range, panel.maxDataPoints!)),
  );
  return series * Math.max(...buckets);
}

type Row = Record<string, unknown>;
type Columns = Map<string, string>;

const timeSeries = (_panel: PanelJson, target: TargetJson, rows: Row[], columns: Columns) => {
  expect(target.format).toBe('time_series');
  const [first, ...others] = [...columns];
  expect(first[0]).toBe('time');
  expect(['time', 'number']).toContain(first[1]);
  for (const [name, kind] of others) expect([name, kind]).toEqual([name, name === 'metric' ? 'text' : 'number']);
  expect(others.filter(([, kind]) => kind === 'number').length).toBeGreaterThan(0);
  const times = rows.map(({ time }) => Number(time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
};

const expectDrawable: Record<string, typeof timeSeries> = {
  timeseries: timeSeries,
  'state-timeline': timeSeries,
  'status-history': timeSeries,
  trend({ options }, target, rows, columns) {
    expect(target.format).toBe('table');
    expect(columns.get(options!.xField!)).toBe('number');
    for (const kind of columns.values()) expect(kind).toBe('number');
    const along = rows.map((row) => Number(row[options!.xField!]));
    // Grafana refuses a trend whose x does not rise.
    expect(along).toEqual([...new Set(along)].toSorted((a, b) => a - b));
  },
  xychart({ title, options, transformations }, _target, rows, columns) {
    expect(options!.mapping).toBe('manual');
    for (const { x, y } of options!.series!)
      for (const axis of [x, y]) expect(columns.get(axis.matcher.options)).toBe('number');
    const [{ id, options: split }] = transformations!;
    expect(id).toBe('partitionByValues');
    for (const field of split.fields) {
      expect(columns.get(field)).toBe('text');
      expect(new Set(rows.map((row) => row[field])).size).toBe(title === 'Pulse resistance' ? 4 : 12);
    }
    const [{ x }] = options!.series!;
    for (const row of rows) expect(row[x.matcher.options]).toBeGreaterThanOrEqual(0);
  },
  stat({ options }, _target, rows, columns) {
    expect(rows).toHaveLength(1);
    expect(columns.size).toBe(1);
    expect(options!.reduceOptions!.calcs).toEqual(['lastNotNull']);
    if (!options!.reduceOptions!.fields) expect([...columns.values()]).toEqual(['number']);
  },
  table(_panel, target, rows, columns) {
    expect(target.format).toBe('table');
    expect(rows.length).toBeLessThanOrEqual(2000);
    for (const [name, kind] of columns) expect(`${name} ${kind}`).not.toMatch(/ type /);
  },
};

function matches({ id, options }: { id: string; options: string }, name: string): boolean {
  return id === 'byName' ? name === options : new RegExp(options.slice(1, -1)).test(name);
}

function panelOf(uid: string, id: number): PanelJson {
  return panels.find(({ board, panel }) => board.uid === uid && panel.id === id)!.panel;
}

/** What psql makes of it, but for the name of the login, which belongs to the server and so to other tests too. */
function asServer(script: string, login: string): string {
  const group = `do $do$ begin create role cellwatch_reader nologin; exception when duplicate_object then null; end $do$;`;
  return script
    .replace(/^\\set password .*$/m, '')
    .replaceAll(/\bgrafana\b/g, login)
    .replace('create role cellwatch_reader nologin;', () => group)
    .replace(`:'password'`, `'a test password'`);
}
