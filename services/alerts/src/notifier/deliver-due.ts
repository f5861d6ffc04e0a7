import { claimDeliveries, markDelivered, markFailed, type Delivery, type Pool } from '@cellwatch/timescale';
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
  // One after the other, if they are all of one cell and nobody answers.
  const lease = `${Math.ceil((deliveriesAtOnce * options.timeout_ms) / 1000) + 30} seconds`;
  const claimed = await claimDeliveries(pool, name, deliveriesAtOnce, { per_minute, lease });
  const failed: Delivered['failed'] = [];
  await Promise.all(byCell(claimed).map(sendInTurn));
  return { delivered: claimed.length - failed.length, failed };

  async function sendInTurn(deliveries: readonly Delivery[]): Promise<void> {
    for (const { delivery_id, attempts, ...delivery } of deliveries) {
      const error = await sendNotice(target, noticeOf(delivery, board_url), options).then(
        () => null,
        (reason: Error) => reason.message,
      );
      if (error === null) await markDelivered(pool, [delivery_id]);
      else {
        failed.push({ delivery_id, attempts, error });
        await markFailed(pool, delivery_id, error);
      }
    }
  }
}

/** What one cell's alerts say is sent in the order in which it was decided. */
function byCell(deliveries: readonly Delivery[]): Delivery[][] {
  const cells = new Map<string, Delivery[]>();
  const inOrder = [...deliveries].sort((one, other) => Number(one.delivery_id) - Number(other.delivery_id));
  for (const delivery of inOrder) {
    const { cell_id } = delivery.events[0].payload;
    cells.set(cell_id, [...(cells.get(cell_id) ?? []), delivery]);
  }
  return [...cells.values()];
}
