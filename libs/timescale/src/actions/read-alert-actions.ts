import type { AlertAction, AlertKey } from '@cellwatch/events';
import type { Queryable } from '../pool.js';

export type LandedAction = Pick<AlertAction, 'action_id' | 'action' | 'by' | 'at_unix_second'> & {
  text: string | null;
};

/** What people did with one alert, the oldest first. */
export async function readAlertActions(
  client: Queryable,
  { cell_id, rule, test_id, record_index }: AlertKey,
): Promise<LandedAction[]> {
  const { rows } = await client.query<LandedAction>(
    `select action_id, action, "by", at_unix_second, text from alert_actions
    where cell_id = $1 and rule = $2 and test_id = $3 and record_index = $4
    order by at_unix_second, action_id`,
    [cell_id, rule, test_id, record_index],
  );
  return rows;
}
