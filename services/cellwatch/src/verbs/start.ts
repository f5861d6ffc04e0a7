import { untilSignal } from '@cellwatch/health';
import { watchFolder } from '@cellwatch/ingest';
import { openPool } from '@cellwatch/timescale';
import { openBackbone } from '../backbone.js';
import { runDemo } from '../demo/run-demo.js';
import { exitCodes } from '../exit-codes.js';
import { labTimeZone } from '../lab-time-zone.js';
import { takeFolder } from '../owner.js';
import { runServices } from '../services.js';

export interface StartOptions {
  data: string;
  host: string;
  port: number;
  accessKey?: string;
  watch?: string;
  timeZone?: string;
  demo: boolean;
  webhook: string[];
  webhookAllowPrivate?: boolean;
  webhookSigningKey?: string;
  boardUrl?: string;
}

interface Stoppable {
  stop(): Promise<void>;
}

/** The program that people start: everything in one process, until Ctrl-C. */
export async function start(options: StartOptions): Promise<number> {
  const signal = untilSignal();
  const time_zone = labTimeZone(options.timeZone);
  const taken = await takeFolder(options.data);
  const running: Stoppable[] = [{ stop: taken.release }];
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const log = (event: string, detail: object) => say(`${event} ${JSON.stringify(detail)}`);
  try {
    say(`cellwatch: data in ${options.data}, times read in ${time_zone}`);
    const backbone = await openBackbone(options.data);
    running.push(backbone);
    const { stream, database_url, kafka_brokers } = backbone;
    const services = await runServices({
      stream,
      database_url,
      log,
      board: { host: options.host, port: options.port, access_key: options.accessKey },
      webhooks: options.webhook,
      webhook_allow_private: options.webhookAllowPrivate,
      webhook_signing_key: options.webhookSigningKey,
      board_url: options.boardUrl,
    });
    running.push(services);
    taken.announce({ pid: process.pid, database_url, kafka_brokers, board_url: services.board_url });
    const failures: Promise<never>[] = [backbone.failed, services.failed];
    if (options.watch !== undefined) {
      const pool = openPool(database_url, { max: 2 });
      const watching = await watchFolder(stream, pool, {
        folder: options.watch,
        time_zone,
        onTaken: (path, { records, spectra, rejects }) =>
          say(
            `${path}: ${spectra > 0 ? `${spectra} spectra` : `${records} records`}${Object.keys(rejects).length ? `, refused: ${Object.keys(rejects).join(', ')}` : ''}`,
          ),
        onTrouble: (path, error) => say(`${path}: ${error.message}`),
      });
      running.push({ stop: () => pool.end() }, watching);
      say(`cellwatch: following ${options.watch}`);
    }
    say(`\n  Cellwatch is at ${services.board_url}\n`);
    if (options.demo && options.watch === undefined) {
      const demo = runDemo(stream, database_url, say);
      running.push(demo);
      failures.push(demo.failed);
    }
    const name = await Promise.race([signal, ...failures]);
    say(`cellwatch: ${name}, stopping …`);
    return exitCodes.ok;
  } finally {
    for (const part of running.reverse()) await part.stop();
  }
}
