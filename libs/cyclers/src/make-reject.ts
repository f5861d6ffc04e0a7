import type { Reject, RejectReason } from '@cellwatch/events';

const bytesKept = 65536;

/** A reject of some lines of a source; `line` 0 is the whole of it. */
export function makeReject(
  where: Pick<Reject, 'cell_id' | 'test_id' | 'source' | 'line'>,
  reason: RejectReason,
  what: string,
  bytes: Uint8Array,
): Reject {
  const { source, line } = where;
  return {
    ...where,
    reason,
    message: `${source}${line > 0 ? `:${line}` : ''}: ${what}`,
    bytes_base64: Buffer.from(bytes.subarray(0, bytesKept)).toString('base64'),
  };
}
