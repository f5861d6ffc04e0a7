import { claimDeliveries, markDelivered, markFailed, type Pool } from '@cellwatch/timescale';
import { noticeOf } from './notice.js';
import { messagesPerMinute, type Route } from './route.js';
import { sendNotice, type SendOptions } from './send-notice.js';

/** To one far end at once. */
const deliveriesAtOnce = 8;

export interface Delivered {
  delivered: number;
  failed: { delivery_id: string; attempts: number; error: string }[];
}

/**
 * Sends what is due on one route. What is claimed is nobody else's until its lease ends; of a notifier that dies in between the
 * next one takes it then, and sends it again under the same idempotency key.
 */
export async function deliverDue(
  pool: Pool,
  route: Route,
  board_url: string | null,
  options: SendOptions,
): Promise<Delivered> {
  const { name, target, per_minute = messagesPerMinute } = route;
  const claimed = await claimDeliveries(pool, name, deliveriesAtOnce, { per_minute });
  const failed: Delivered['failed'] = [];
  await Promise.all(
    claimed.map(async ({ delivery_id, attempts, ...delivery }) => {
      const error = await sendNotice(target, noticeOf(delivery, board_url), options).then(
        () => null,
        (reason: Error) => reason.message,
      );
      if (error === null) return markDelivered(pool, [delivery_id]);
      failed.push({ delivery_id, attempts, error });
      return markFailed(pool, delivery_id, error);
    }),
  );
  return { delivered: claimed.length - failed.length, failed };
}
