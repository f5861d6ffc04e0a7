import { setTimeout as sleep } from 'node:timers/promises';
import { partitionOf, topics } from '@cellwatch/events';
import type { Stream } from '@cellwatch/stream';
import { readPositions, readWaitingCells, type Pool } from '@cellwatch/timescale';

/** Which reader follows which topic, in the order of a record's journey. */
const followers: [topic: string, readers: string[]][] = [
  [topics.facts, ['store']],
  [topics.observations, ['store']],
  [topics.moves, ['store']],
  [topics.records, ['store', 'cycles', 'resistance.records', 'alerts.records', 'alerts.silence']],
  [topics.rejects, ['store']],
  [topics.spectra, ['store', 'resistance']],
  [topics.cycles, ['store', 'alerts.cycles']],
  [topics.resistances, ['store', 'alerts.resistances']],
  [topics.pulses, ['store']],
  [topics.alerts, ['store', 'alerts.fusion']],
  // What the fusion made of them comes after them in their own topic.
  [topics.alerts, ['store', 'alerts.fusion']],
];
/** What folds publish: it is whole when no cell waits to be folded again. */
const results: string[] = [topics.cycles, topics.resistances, topics.pulses, topics.alerts];
/** That must get to know a cell to which a test was moved: with a test go its records, spectra are of no test. */
const ofTests = ['cycles', 'resistance.records', 'alerts.records', 'alerts.silence', 'alerts.cycles', 'alerts.fusion'];

/** Resolves when everything published for these cells so far has been landed, folded, folded again where late, and landed. */
export async function untilSettled(
  pool: Pool,
  stream: Stream,
  cell_ids: string[],
  failed: Promise<never>,
): Promise<void> {
  const partitions = [...new Set(cell_ids.map(partitionOf))];
  const gone = new AbortController();
  failed.catch(() => gone.abort());
  for (const [topic, readers] of followers) {
    if (results.includes(topic)) await until(isFolded);
    const ends = await stream.ends(topic);
    for (const reader of readers)
      await until(
        async () => {
          const positions = await readPositions(pool, reader);
          return partitions.every((partition) =>
            positions.some((at) => at.topic === topic && at.partition === partition && at.next >= ends[partition]),
          );
        },
        partitions.every((partition) => ends[partition] === 0),
      );
  }
  await until(isFolded);

  async function isFolded(): Promise<boolean> {
    return (await readWaitingCells(pool, cell_ids, ofTests)).length === 0;
  }

  async function until(condition: () => Promise<boolean>, already = false): Promise<void> {
    while (!already && !(await condition())) {
      if (gone.signal.aborted) await failed;
      await sleep(25);
    }
  }
}
