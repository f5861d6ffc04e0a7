import type { TopicPartition } from '../stream.js';
import type { Query } from './query.js';
import { readEnds } from './sql/read-ends.js';

/** A reader that goes on beyond the end would wait in silence, and then miss what is published. Empties `moved`. */
export async function checkMoved(query: Query, moved: Map<TopicPartition, number>, group: string): Promise<void> {
  const asked = [...moved];
  const topics = [...new Set(asked.map(([{ topic }]) => topic))];
  const { rows } = await query<{ topic: string; partition: number; next: string }>({
    text: readEnds,
    values: [topics],
  });
  for (const [at, from] of asked) {
    const end = rows.find(({ topic, partition }) => topic === at.topic && partition === at.partition);
    if (from > Number(end?.next ?? 0))
      throw new Error(
        `${group}: position ${from} of ${at.topic}/${at.partition} is beyond its end ${end?.next}: was the topic made anew?`,
      );
    if (moved.get(at) === from) moved.delete(at);
  }
}
