import { untilSignal } from '@cellwatch/health';
import { openStream } from '@cellwatch/stream';
import { runDemo } from '../demo/run-demo.js';
import { exitCodes } from '../exit-codes.js';
import { fleetSettings } from '../fleet-settings.js';

/** Sends the simulated fleet to the services of a fleet, until stopped. */
export async function simulate(): Promise<number> {
  const { database_url, kafka_brokers } = fleetSettings();
  const stream = await openStream({ kafka_brokers, database_url });
  const demo = runDemo(stream, database_url, (line) => process.stderr.write(`${line}\n`));
  try {
    await Promise.race([untilSignal(), demo.failed]);
  } finally {
    await demo.stop();
    await stream.close();
  }
  return exitCodes.ok;
}
