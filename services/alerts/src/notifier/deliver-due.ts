import { claimDeliveries, markDelivered, markFailed, type Pool } from '@cellwatch/timescale';
import { postAlert, type Target } from './post-alert.js';

/** To one far end at once. */
const deliveriesAtOnce = 8;

export interface Delivered {
  delivered: number;
  failed: { outbox_id: string; attempts: number; error: string }[];
}

/**
 * Sends what is due on one route. What is claimed is nobody else's until its lease ends; of a notifier that dies in between the
 * next one takes it then, and sends it again under the same idempotency key.
 */
export async function deliverDue(pool: Pool, route: string, target: Target): Promise<Delivered> {
  const claimed = await claimDeliveries(pool, route, deliveriesAtOnce);
  const failed: Delivered['failed'] = [];
  await Promise.all(
    claimed.map(async ({ outbox_id, attempts, payload }) => {
      const error = await postAlert(target, payload).then(
        () => null,
        (reason: Error) => reason.message,
      );
      if (error === null) return markDelivered(pool, route, [outbox_id]);
      failed.push({ outbox_id, attempts, error });
      return markFailed(pool, route, outbox_id, error);
    }),
  );
  return { delivered: claimed.length - failed.length, failed };
}
