import type { AlertAction } from './alert-action.js';

/** The key of an action's message: the cell of its alert; of what is of no single cell, one for all. */
export function actionKey({ alert }: Pick<AlertAction, 'alert'>): string {
  return alert?.cell_id ?? 'all cells';
}
