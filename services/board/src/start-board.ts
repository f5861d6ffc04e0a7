import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { startFitter } from '@cellwatch/fitting';
import type { Readiness, ServiceMetrics } from '@cellwatch/health';
import type { ReadingProgress, Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { alertsController } from './api/alerts-controller.js';
import { blindZoneController } from './api/blind-zone-controller.js';
import { campaignsController } from './api/campaigns-controller.js';
import { cellsController } from './api/cells-controller.js';
import { factsController } from './api/facts-controller.js';
import { healthController } from './api/health-controller.js';
import { liveController } from './api/live-controller.js';
import { largestObservation_bytes, observationsController, observationsPath } from './api/observations-controller.js';
import { pulsesController } from './api/pulses-controller.js';
import { largestSpectrum_bytes, spectraController, spectraPath } from './api/spectra-controller.js';
import { testsController } from './api/tests-controller.js';
import { refitsController } from './api/refits-controller.js';
import { rulesController, type CheckRules } from './api/rules-controller.js';
import { resultsController } from './api/results-controller.js';
import { troublesController } from './api/troubles-controller.js';
import { checkExposure } from './check-exposure.js';
import { describeApi } from './describe-api.js';
import { grafanaAddress } from './grafana-address.js';
import { guard } from './guard.js';
import { liveHub } from './live/live-hub.js';
import { readLive } from './live/read-live.js';
import { pageController } from './page-controller.js';
import { pageFiles } from './page-files.js';
import { ProblemFilter } from './problem-filter.js';
import { readiness } from './readiness.js';

export interface BoardOptions {
  stream: Stream;
  database_url: string;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Must be there when `host` is not this machine alone. */
  access_key?: string;
  /** Where the browser finds Grafana's boards: alerts link to them. */
  grafana_url?: string;
  metrics?: ServiceMetrics;
  /** How a lab's rules are read; without it the board checks none. */
  check_rules?: CheckRules;
}

export interface RunningBoard {
  url: string;
  /** Rejects when the board’s reading has died of a bug. */
  failed: Promise<never>;
  progress(): ReadingProgress[];
  ready(): Promise<Readiness>;
  stop(): Promise<void>;
}

/** The read side for people and programs: REST, OpenAPI, server-sent events and the live page. */
export async function startBoard({
  stream,
  database_url,
  host,
  port,
  access_key,
  grafana_url,
  metrics,
  check_rules,
}: BoardOptions): Promise<RunningBoard> {
  checkExposure({ host, access_key });
  const grafana = grafanaAddress(grafana_url);
  const pool = openPool(database_url, { max: 4 });
  const hub = liveHub();
  // A thread starts with the first refit that somebody asks for.
  const fitter = startFitter();
  const stops = [() => pool.end(), () => fitter.stop(), async () => hub.close()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const reading = await readLive(stream, hub, metrics);
    stops.push(() => reading.stop());
    const ready = readiness(pool, reading);

    @Module({
      controllers: [
        pageController(pageFiles()),
        blindZoneController(pool),
        cellsController(pool),
        factsController(pool, stream),
        observationsController(pool, stream),
        spectraController(pool, stream),
        pulsesController(pool),
        refitsController(pool, fitter),
        testsController(pool, stream),
        resultsController(pool),
        rulesController(pool, check_rules),
        alertsController(pool, stream, grafana),
        troublesController(pool),
        liveController(hub),
        healthController(ready),
        campaignsController(pool),
      ],
    })
    class BoardModule {}

    const adapter = new FastifyAdapter({ bodyLimit: 64 * 1024, forceCloseConnections: true });
    // All other bodies are small.
    adapter.getInstance().addHook('onRoute', (route) => {
      if (route.url === observationsPath) route.bodyLimit = largestObservation_bytes;
      if (route.url === spectraPath) route.bodyLimit = largestSpectrum_bytes;
    });
    const app = await NestFactory.create<NestFastifyApplication>(BoardModule, adapter, { logger: ['error', 'warn'] });
    guard(app, { host, access_key });
    app.useGlobalFilters(new ProblemFilter());
    describeApi(app);
    // Last in, first out: the open streams of the browsers would keep the server from closing.
    stops.push(
      () => app.close(),
      async () => hub.close(),
    );
    await listen(app, host, port);
    return { url: urlOf(app, host), failed: reading.failed, progress: () => reading.progress(), ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, host: string, port: number): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${port} on ${host} is taken by another program, expected a free one`, { cause: error });
  }
}

/** An address that opens on this machine. */
function urlOf(app: NestFastifyApplication, host: string): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.replace(/^\[|\]$/g, '');
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
