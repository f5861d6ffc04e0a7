export type { Message, Outgoing, Reader, Reading, ReadingProgress, Slice, Stream, TopicPartition } from './stream.js';
export { FencedError, OutageError } from './errors.js';
