import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { lawCell } from '../support/law-cell.js';
import {
  factsMessages,
  publishUntilTaken,
  recordsMessages,
  startProcessFleet,
  type ProcessFleet,
} from '../support/process-fleet.js';
import { random } from '../support/random.js';
import type { ServiceProcess } from '../support/service-process.js';
import { transports, type Transport } from '../support/transports.js';
import { until } from '../support/until.js';

jest.setTimeout(1_800_000);

const kills = process.env.CELLWATCH_LONG ? 50 : 5;
const seed = Number(process.env.CELLWATCH_SEED ?? 1);

describe.each(transports)(`${kills} times kill -9 under load, over $name`, ({ start }) => {
  let transport: Transport | null;
  let fleet: ProcessFleet;
  let services: ServiceProcess[];

  beforeAll(async () => {
    transport = await start();
    if (!transport) return;
    fleet = await startProcessFleet(transport);
    services = (['store', 'cycles', 'alerts'] as const).map((name) => fleet.run(name));
    fleet.run('resistance');
  });

  afterAll(async () => {
    if (!transport) return;
    await fleet?.stop();
    await transport.stop();
  });

  test('nothing lost, nothing double, cycles and alerts equal to the undisturbed run', async () => {
    if (!transport) return;
    const { stream, database } = fleet;
    const cells = Array.from({ length: 6 }, (_, index) => lawCell(`crash-${index}`, index * 2));
    await publishUntilTaken(stream, factsMessages(cells));
    const queue = recordsMessages(cells);
    const part = Math.max(1, Math.floor(queue.length / kills / 8));
    const next = random(seed);
    const killing = (async () => {
      for (let kill = 0; kill < kills; kill++) {
        await sleep(200 + next() * 1500);
        const victim = Math.floor(next() * (services.length + 1));
        if (victim < services.length) services[victim].kill();
        else {
          await database.kill();
          await database.restart();
        }
      }
    })();
    while (queue.length > 0) {
      await publishUntilTaken(stream, queue.splice(0, part));
      await sleep(80);
    }
    await killing;
    // The last one that was killed may only be coming back.
    await until(() => services.reduce((sum, service) => sum + service.starts(), 0) > services.length);
    await fleet.expectLaw(cells);
  });
});
