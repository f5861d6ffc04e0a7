import type { Logger } from 'pino';
import { openLog } from './open-log.js';
import { serveHealth, type Readiness } from './serve-health.js';
import { serviceMetrics, type ServiceMetrics } from './service-metrics.js';
import { optional, settings, whole } from './settings.js';
import { untilSignal } from './until-signal.js';

/** What a service must show to be run. */
export interface RunnableService {
  /** Rejects when the service has died: the process ends, and is started again by whoever started it. */
  failed: Promise<never>;
  /** Per held partition: where it is, where the end is, and when it last moved. */
  progress?(): { topic: string; partition: number; next: number; end: number; last_progress_at_ms: number }[];
  /** What else must be there for it to do its work. */
  ready?(): Promise<Readiness>;
  stop(): Promise<void>;
}

/** Lag that nothing works off for this long is a process that only looks alive. */
const stuckAfterMs = 60_000;

/** Runs one service as a process of its own: health on HEALTH_PORT, until a signal; drains, then exits. */
export async function runService(
  name: string,
  start: (log: Logger, metrics: ServiceMetrics) => Promise<RunnableService>,
): Promise<never> {
  const log = openLog(name);
  const metrics = serviceMetrics(name);
  try {
    const { port, host } = settings({ port: whole('HEALTH_PORT', 0), host: optional('HEALTH_HOST', '127.0.0.1') });
    const service = await start(log, metrics);
    const health = await serveHealth({
      port,
      host,
      registry: metrics.registry,
      async ready() {
        const progress = service.progress?.() ?? [];
        metrics.lag.reset();
        for (const { topic, partition, next, end } of progress)
          metrics.lag.set({ topic, partition }, Math.max(0, end - next));
        const stuck = progress.filter((at) => at.end > at.next && Date.now() - at.last_progress_at_ms > stuckAfterMs);
        const own = (await service.ready?.()) ?? { ok: true, detail: {} };
        return { ok: own.ok && stuck.length === 0, detail: { partitions: progress.length, stuck, ...own.detail } };
      },
    });
    log.info({ health_port: health.port }, 'started');
    const signal = await Promise.race([untilSignal(), service.failed]);
    log.info({ signal }, 'stopping');
    await service.stop();
    await health.close();
    process.exit(0);
  } catch (error) {
    log.fatal({ err: error }, 'ended');
    process.exit(1);
  }
}
