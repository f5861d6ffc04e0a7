import { createHash } from 'node:crypto';

/** The advisory lock that stands for these words, as the decimal text of a bigint. */
export function lockKey(...words: (string | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(['cellwatch stream', ...words]))
    .digest()
    .readBigInt64BE()
    .toString();
}
