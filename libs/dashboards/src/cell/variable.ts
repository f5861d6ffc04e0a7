import { QueryVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from '../sql-query.js';

export function cellVariable(): QueryVariableBuilder {
  return new QueryVariableBuilder('cell')
    .label('Cell')
    .description('The cell of this board, by cell_id.')
    .datasource(datasource)
    .query('select cell_id from cells order by cell_id')
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.Disabled)
    .multi(false)
    .includeAll(false);
}
