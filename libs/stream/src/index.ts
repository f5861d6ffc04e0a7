export type { Message, Outgoing, Reader, Reading, ReadingProgress, Slice, Stream, TopicPartition } from './stream.js';
export { FencedError, OutageError } from './errors.js';
export { type Log } from './log.js';
export { openStream } from './open-stream.js';
export { openPostgresStream, type PostgresStreamOptions } from './postgres/open-postgres-stream.js';
export { openKafkaStream, type KafkaStreamOptions } from './kafka/open-kafka-stream.js';
export { buryMessage } from './bury-message.js';
export { StreamStrategy, type StreamStrategyOptions } from './stream-strategy.js';
export { RethrowFilter } from './rethrow-filter.js';
