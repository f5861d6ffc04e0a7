import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Reader, Reading, ReadingProgress, Slice, Stream } from './stream.js';

export interface StreamStrategyOptions {
  stream: Stream;
  group: string;
  /** Each must have exactly one handler, and no handler may be for another. */
  topics: readonly string[];
  start: Reader['start'];
  settle?: Reader['settle'];
  stop?: Reader['stop'];
}

/**
 * Nest's decorators over the stream: `@EventPattern<string>('cycler.records')` marks the method that takes a topic's slices.
 * Needs RethrowFilter, or outages reach the stream as something else.
 */
export class StreamStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  /** Rejects when the reading has died: the process must end. */
  readonly failed: Promise<never>;
  readonly #options: StreamStrategyOptions;
  #fail!: (error: unknown) => void;
  #reading: Reading | null = null;

  constructor(options: StreamStrategyOptions) {
    super();
    this.#options = options;
    this.failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.#reading = await this.#read();
      this.#reading.failed.catch(this.#fail);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  #read(): Promise<Reading> {
    const { stream, group, topics, start, settle, stop } = this.#options;
    const handlers = this.#handlers();
    return stream.read(group, topics, {
      start,
      settle,
      stop,
      async handle(slice: Slice) {
        const answer = await handlers.get(slice.topic)!(slice);
        if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
      },
    });
  }

  /** Refuses to start half-wired: a topic without its handler would be a silent gap. */
  #handlers(): Map<string, MessageHandler> {
    const { group, topics } = this.#options;
    const found = [...this.getHandlers()];
    const expected = [...topics].sort().join(', ');
    const got = found.flatMap(([topic, handler]) => Array<string>(countOf(handler)).fill(topic));
    if (topics.length === 0 || got.sort().join(', ') !== expected)
      throw new Error(`${group}: handlers for [${got.join(', ')}], expected exactly one for each of [${expected}]`);
    return new Map(found);
  }

  progress(): ReadingProgress[] {
    return this.#reading?.progress() ?? [];
  }

  async close(): Promise<void> {
    await this.#reading?.stop();
  }

  on(event: string): never {
    throw new Error(`a stream has no event ${event}: watch failed and progress()`);
  }

  unwrap<T>(): T {
    return this.#options.stream as T;
  }
}

/** Nest chains the handlers of one pattern. */
function countOf(handler: MessageHandler): number {
  return 1 + (handler.next ? countOf(handler.next as MessageHandler) : 0);
}
