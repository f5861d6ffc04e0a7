/**
 * The one transport port. Two implementations, `kafka/` and `postgres/`, and one contract suite over both.
 *
 * Spoken to its implementer: you deliver each partition's messages in order, at least once, to one live reader of a group.
 * You know no positions: when partitions come to a reader you ask it where to start, and it answers from the very table to
 * which it commits. You acknowledge nothing on your own account. Dead letters are published by the reader, through you.
 */
export interface Stream {
  /** Creates what is missing, with `partitionCount` partitions. Idempotent, safe to call from many processes at once. */
  ensureTopics(topics: readonly string[]): Promise<void>;
  /**
   * Resolves when every message is durable (Kafka: acks=all; embedded: committed); rejects with OutageError when it cannot know.
   * Messages of one key keep their order within a call and over awaited calls. What may have been sent before a rejection may
   * be there all the same. Refused at once, with a plain error: an unknown topic, a key with a NUL, more than 2 MiB.
   */
  publish(messages: readonly Outgoing[]): Promise<void>;
  /** Per partition, the position that the next message will take: everything below it has been published. */
  ends(topic: string): Promise<number[]>;
  /** Joins `group`. Resolves when the reader is a member; partitions come by `reader.start`. */
  read(group: string, topics: readonly string[], reader: Reader): Promise<Reading>;
  /** Stops the readings, then the connections. Idempotent. */
  close(): Promise<void>;
}

export interface Outgoing {
  topic: string;
  key: string;
  value: Uint8Array;
  headers?: Record<string, string>;
}

/**
 * What other people's producers left out comes empty: a key, a value. A batch that could not be unpacked comes as one message
 * without a key, its packed bytes as the value and the header `unreadable` with the reason: for dead letters.
 */
export interface Message extends Outgoing {
  partition: number;
  /** Rises within a partition; may have holes. */
  position: number;
  headers: Record<string, string>;
  /** Unix milliseconds when the transport took it. */
  published_at_ms: number;
}

export interface TopicPartition {
  topic: string;
  partition: number;
}

/** The reader's half. */
export interface Reader {
  /**
   * Partitions have come: answer, in the same order, the position to start each at. Load state here. Throwing means: try again.
   * A position that is retained no longer starts at the earliest, which is logged; one beyond the end fails the reading.
   */
  start(gained: readonly TopicPartition[]): Promise<number[]>;
  /**
   * Messages of one partition, in order, none twice while the partition is held. Return when their effect is durable, or can be
   * had again from where `start` would answer now. Called for several partitions at once, never for one partition twice at once. Return early and harmlessly when `signal` aborts.
   *
   * Throw OutageError (or any error with `retriable: true`): the slice comes again, after `start` is asked anew.
   * Throw FencedError: another member owns the partition; the reader is asked to start anew if it still holds it.
   * Throw anything else: a bug. The reading ends and `failed` rejects.
   */
  handle(slice: Slice): Promise<void>;
  /**
   * Make durable what `handle` left for later: no slice has come for a moment, or the partition is about to be given up by our
   * own will. Never while a slice of the partition is handled; what it throws is taken as there. May be of a partition that
   * `start` has not answered for: then there is nothing to do.
   */
  settle?(at: TopicPartition): Promise<void>;
  /** Partitions have gone: drop what was loaded for them. A late handle may still be running; its commit must be fenced. */
  stop?(lost: readonly TopicPartition[]): Promise<void>;
}

export interface Slice extends TopicPartition {
  messages: readonly Message[];
  signal: AbortSignal;
  /** Call at least every few seconds in long work: tells the group that this member lives. Rejects with FencedError once it was evicted. */
  heartbeat(): Promise<void>;
}

export interface Reading {
  /** Rejects when the reading has died of a bug; never resolves before stop. A process that does not watch it is a live process that does nothing. */
  failed: Promise<never>;
  /** Lag and progress for health: per held partition the next position delivered, the end, and when the last slice was finished. */
  progress(): ReadingProgress[];
  /** Waits for running handles, after a grace aborts them; leaves the group. Idempotent. */
  stop(): Promise<void>;
}

export interface ReadingProgress extends TopicPartition {
  next: number;
  end: number;
  last_progress_at_ms: number;
}
