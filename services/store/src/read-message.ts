import {
  actionKey,
  deadLetterTopic,
  decodeRecordBatch,
  parseAlertAction,
  parseCellAlert,
  parseCellFacts,
  parseCellObservation,
  parseCellSpectrum,
  parseCycleSummary,
  parsePulseResistance,
  parseReject,
  parseResistanceEstimate,
  parseTestMove,
  topics,
  WireError,
} from '@cellwatch/events';
import type { Message } from '@cellwatch/stream';
import type { Item } from './item.js';

const readers: Record<string, (message: Message) => Item> = {
  [topics.records]: ({ value }) => ({ kind: 'records', value: decodeRecordBatch(value) }),
  [topics.facts]: ({ value }) => ({ kind: 'facts', value: parseCellFacts(value) }),
  [topics.observations]: ({ value }) => ({ kind: 'observation', value: parseCellObservation(value) }),
  [topics.moves]: ({ value }) => ({ kind: 'move', value: parseTestMove(value) }),
  [topics.spectra]: ({ value }) => ({ kind: 'spectrum', value: parseCellSpectrum(value) }),
  [topics.cycles]: ({ value }) => ({ kind: 'cycle', value: parseCycleSummary(value) }),
  [topics.resistances]: ({ value }) => ({ kind: 'resistance', value: parseResistanceEstimate(value) }),
  [topics.pulses]: ({ value }) => ({ kind: 'pulse', value: parsePulseResistance(value) }),
  [topics.alerts]: ({ value }) => ({ kind: 'alert', value: parseCellAlert(value) }),
  [topics.actions]: ({ value }) => ({ kind: 'action', value: parseAlertAction(value) }),
  [topics.rejects]: ({ value }) => ({ kind: 'reject', value: parseReject(value) }),
};

/** All that the store lands: every topic and its dead letters. */
export const landedTopics = Object.values(topics).flatMap((topic) => [topic, deadLetterTopic(topic)]);

const deadTopics = new Set(Object.values(topics).map(deadLetterTopic));

/** What a message holds. Throws WireError for one that is not ours. */
export function readMessage(message: Message): Item {
  if (deadTopics.has(message.topic)) return deadLetter(message);
  const item = readers[message.topic](message);
  const key = item.kind === 'action' ? actionKey(item.value) : (item.value as { cell_id: string }).cell_id;
  // The key decides who folds the message, the value whose it is.
  if (key !== message.key)
    throw new WireError(`the message's key is ${JSON.stringify(message.key)}, expected its cell_id ${key}`);
  return item;
}

/** By the place where the message was found bad; one that somebody else buried is known by its own place. */
function deadLetter({ topic, partition, position, key, value, headers }: Message): Item {
  const found = {
    topic: headers.topic ?? topic,
    partition: Number(headers.partition ?? NaN),
    position: Number(headers.position ?? NaN),
  };
  const known = Number.isSafeInteger(found.partition) && Number.isSafeInteger(found.position);
  return {
    kind: 'dead_letter',
    value: {
      ...(known ? found : { topic, partition, position }),
      key,
      reason: headers.reason ?? 'no reason given',
      value,
    },
  };
}
