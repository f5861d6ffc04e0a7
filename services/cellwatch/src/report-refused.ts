import type { Reject } from '@cellwatch/events';

const printed = 20;

/** Says on standard error what was refused, the first of it line by line, the rest as a count at the end. */
export function reportRefused(path: string): { add(reject: Reject): void; readonly count: number } {
  let count = 0;
  process.once('exit', () => {
    if (count > printed) process.stderr.write(`${path}: ${count - printed} more rows were refused\n`);
  });
  return {
    add(reject) {
      count += 1;
      if (count <= printed)
        process.stderr.write(`${path}${reject.line ? `:${reject.line}` : ''}: ${reject.reason}: ${reject.message}\n`);
    },
    get count() {
      return count;
    },
  };
}
