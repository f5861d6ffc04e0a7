import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The one data source of all boards, as `provisioning/datasources/cellwatch.yaml` declares it. */
export const datasource = { type: 'grafana-postgresql-datasource', uid: 'cellwatch' };

/** The SDK has no PostgreSQL query. `time_series` wants a column `time` in rising order; `metric` then names the series. */
export function sqlQuery(
  rawSql: string,
  { format = 'table', refId = 'A' }: { format?: 'table' | 'time_series'; refId?: string } = {},
): Builder<Dataquery> {
  const query = { refId, datasource, rawSql: rawSql.trim(), format, rawQuery: true, editorMode: 'code' };
  return { build: () => ({ ...query, _implementsDataqueryVariant() {} }) };
}
