import type { CellAlert } from '@cellwatch/events';
import { fitsGlob } from './fits-glob.js';
import type { RouteRules } from './route.js';

export interface Routed {
  payload: Pick<CellAlert, 'cell_id' | 'rule' | 'severity'>;
  campaign: string | null;
}

/** Whether a route is told of an alert. */
export function routeTakes(
  { severities = ['warning', 'critical'], rules, scope = {} }: RouteRules,
  { payload: { cell_id, rule, severity }, campaign }: Routed,
): boolean {
  if (!severities.includes(severity)) return false;
  if (rules && !rules.includes(rule)) return false;
  if (scope.cell_id !== undefined && !fitsGlob(cell_id, scope.cell_id)) return false;
  return scope.campaign === undefined || (campaign !== null && fitsGlob(campaign, scope.campaign));
}
