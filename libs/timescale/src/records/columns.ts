import { quantityNames, type QuantityName } from '@cellwatch/events';

/** The quantities that have a column of their own name; unix_time_second is recorded_at. */
export const quantityColumns = quantityNames.filter(
  (name): name is Exclude<QuantityName, 'record_index' | 'unix_time_second'> =>
    name !== 'record_index' && name !== 'unix_time_second',
);

/** PostgreSQL counts microseconds from 2000-01-01. */
export const microsecondsTo2000 = 946_684_800e6;
