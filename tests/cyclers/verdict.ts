import type { ReadOptions } from '@cellwatch/cyclers';
import { survey } from './survey.js';

/** What became of a file, in short. First and last: test time s, voltage V, current A, wall clock. */
export function verdictOf(bytes: Uint8Array, options: ReadOptions): Record<string, unknown> {
  const { test, records, rejects, column } = survey(bytes, options);
  const reasons: Record<string, number> = {};
  for (const { reason } of rejects) reasons[reason] = (reasons[reason] ?? 0) + 1;
  if (!test) return { records, rejects: reasons };
  const at = (i: number) => {
    const unix = column('unix_time_second').at(i);
    return [
      column('test_time_second').at(i),
      column('voltage_volt').at(i),
      column('current_ampere').at(i),
      unix === undefined ? null : new Date(unix * 1000).toISOString().slice(0, 19),
    ];
  };
  return {
    variant: test.source_format,
    test_id: test.test_id,
    sign: test.current_sign,
    records,
    rejects: reasons,
    cycles: new Set(column('cycle_count')).size,
    steps: column('step_count').at(-1),
    first: at(0),
    last: at(-1),
  };
}
