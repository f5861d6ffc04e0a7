export interface BoardContext {
  from: Date;
  to: Date;
  intervalMs: number;
  /** The data source's `jsonData.timescaledb`. */
  timescaledb: boolean;
  variables?: Record<string, string>;
}

/**
 * What Grafana 13 makes of a panel's SQL: first its web page fills in variables and the interval, then its server expands the
 * macros, by a pattern that ends at the first closing parenthesis. What it would not understand throws.
 */
export function expandMacros(sql: string, context: BoardContext): string {
  const filled = fillVariables(sql, context);
  return filled.replace(/\$([_a-zA-Z0-9]+)\(([^)]*)\)/g, (call, name: string, list: string, at: number) => {
    const args = list.split(',').map((arg) => arg.trim());
    const old = name === '__timeGroup' && filled[at + call.length] === ',';
    return expand(old ? '__timeGroupAlias' : name, args, context);
  });
}

function fillVariables(sql: string, { intervalMs, variables = {} }: BoardContext): string {
  return sql
    .replaceAll('$__interval_ms', String(intervalMs))
    .replaceAll('$__interval', interval(intervalMs))
    .replace(/\$\{(\w+)(?::(\w+))?\}/g, (whole, name: string, format?: string) => {
      if (!(name in variables)) throw new Error(`${whole}: the board has no variable ${name}`);
      if (format !== 'sqlstring') throw new Error(`${whole}: expected the format sqlstring, got ${format}`);
      return `'${variables[name].replaceAll("'", "''")}'`;
    });
}

function expand(name: string, args: string[], { from, to, timescaledb }: BoardContext): string {
  const [column] = args;
  switch (name) {
    case '__timeFrom':
      return `'${from.toISOString()}'`;
    case '__timeTo':
      return `'${to.toISOString()}'`;
    case '__timeFilter':
      return `${column} BETWEEN '${from.toISOString()}' AND '${to.toISOString()}'`;
    case '__unixEpochFilter':
      return `${column} >= ${Math.floor(+from / 1000)} AND ${column} <= ${Math.floor(+to / 1000)}`;
    case '__timeGroup': {
      const seconds = secondsOf(args[1]);
      if (timescaledb) return `time_bucket('${seconds.toFixed(3)}s',${column})`;
      return `floor(extract(epoch from ${column})/${seconds})*${seconds}`;
    }
    case '__timeGroupAlias':
      return `${expand('__timeGroup', args, { from, to, timescaledb, intervalMs: 0 })} AS "time"`;
    default:
      throw new Error(`unknown macro $${name}`);
  }
}

const unitSeconds: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, y: 31536000 };

function secondsOf(text: string): number {
  const [, count, unit] = /^'?(\d+)(ms|[smhdy])'?$/.exec(text) ?? [];
  if (!unit) throw new Error(`error parsing interval ${text}`);
  return Number(count) * unitSeconds[unit];
}

/** Grafana prints only the largest whole unit: its intervals are round. */
function interval(ms: number): string {
  const units: [string, number][] = [
    ['y', 31536000000],
    ['d', 86400000],
    ['h', 3600000],
    ['m', 60000],
    ['s', 1000],
    ['ms', 1],
  ];
  const [unit, size] = units.find(([, size]) => ms >= size)!;
  return `${Math.floor(ms / size)}${unit}`;
}
