import { jest } from '@jest/globals';
import { topics } from '@cellwatch/events';
import { readPositions } from '@cellwatch/timescale';
import { lawCell } from '../support/law-cell.js';
import { factsMessages, recordsMessages, startProcessFleet, type ProcessFleet } from '../support/process-fleet.js';
import { transports, type Transport } from '../support/transports.js';
import { until } from '../support/until.js';

jest.setTimeout(900_000);

/** A fold publishes before its checkpoint and acknowledges by its commit; the store lands by COPY and acknowledges by its commit. */
const points = [
  { service: 'store', at: 'copy:before:1' },
  { service: 'store', at: 'copy:after:1' },
  { service: 'store', at: 'commit:before:3' },
  { service: 'store', at: 'commit:after:3' },
  { service: 'cycles', at: 'checkpoint:before:1' },
  { service: 'cycles', at: 'checkpoint:after:1' },
  { service: 'cycles', at: 'commit:after:3' },
  { service: 'alerts', at: 'checkpoint:before:2' },
  { service: 'alerts', at: 'commit:after:4' },
] as const;

const readers = { store: 'store', cycles: 'cycles', alerts: 'alerts.records' } as const;

/** A broker takes its time to notice who died: there, every third point but in the long run. */
const some = (name: string) =>
  name === 'postgres' || process.env.CELLWATCH_LONG ? points : points.filter((_, index) => index % 3 === 2);

describe.each(transports)('killed on purpose, over $name', ({ name, start }) => {
  let transport: Transport | null;
  let fleet: ProcessFleet;

  beforeAll(async () => {
    transport = await start();
  });
  afterAll(async () => {
    await transport?.stop();
  });
  beforeEach(async () => {
    if (transport) fleet = await startProcessFleet(transport);
  });
  afterEach(async () => {
    if (transport) await fleet?.stop();
  });

  test.each(some(name))('$service at $at: equal to the undisturbed run', async ({ service, at }) => {
    if (!transport) return;
    const cells = [lawCell(`${service}-${at}`, 0)];
    const services = (['store', 'cycles', 'alerts'] as const).map((name) =>
      fleet.run(name, name === service ? at : undefined),
    );
    fleet.run('resistance');
    await fleet.stream.publish(factsMessages(cells));
    const queue = recordsMessages(cells);
    const crashed = () => services.some(({ name, starts }) => name === service && starts() > 1);
    // Turn by turn until the point is passed: however slices are merged, every turn is a transaction of its own.
    while (queue.length > 0) {
      await fleet.stream.publish(queue.splice(0, 3));
      await until(async () => crashed() || (await isThrough(fleet, readers[service], topics.records)));
      if (crashed()) await fleet.stream.publish(queue.splice(0));
    }
    expect(crashed()).toBe(true);
    await fleet.expectLaw(cells);
  });
});

async function isThrough({ pool, stream }: ProcessFleet, reader: string, topic: string): Promise<boolean> {
  const ends = await stream.ends(topic);
  const positions = await readPositions(pool, reader);
  return ends.every(
    (end, partition) =>
      end === 0 || positions.some((at) => at.topic === topic && at.partition === partition && at.next >= end),
  );
}
