import type { LivedCell } from '../groups/retention-of-survivors.js';

/** A cell with these retentions from cycle 1 on, which ended with the last of them. */
export const livedThrough = (event: 'died' | 'censored', ...retentions: (number | null)[]): LivedCell => ({
  life: { cycle: retentions.length, event },
  retentions: retentions.flatMap((capacity_retention, at) =>
    capacity_retention === null ? [] : [{ cycle: at + 1, capacity_retention }],
  ),
});
