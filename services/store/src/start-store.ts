import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { deadLetterTopic, topics } from '@cellwatch/events';
import { RethrowFilter, StreamStrategy, type ReadingProgress, type Slice, type Stream } from '@cellwatch/stream';
import { openPool } from '@cellwatch/timescale';
import { landedTopics } from './read-message.js';
import { storeReader } from './store-reader.js';

export interface StoreParts {
  stream: Stream;
  database_url: string;
  log?: (event: string, detail: object) => void;
}

export interface RunningStore {
  /** Rejects when the store has died of a bug. */
  failed: Promise<never>;
  progress(): ReadingProgress[];
  /** Waits for what is being landed. */
  stop(): Promise<void>;
}

/** The only writer of measurements and results: lands every topic, and every topic's dead letters. */
export async function startStore({ stream, database_url, log = () => undefined }: StoreParts): Promise<RunningStore> {
  const pool = openPool(database_url, { max: 3 });
  const reader = storeReader({ stream, pool, log });

  @Controller()
  class StoreController {
    @EventPattern<string>(topics.records)
    records(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.facts)
    facts(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.observations)
    observations(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.moves)
    moves(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.spectra)
    spectra(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.cycles)
    cycles(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.resistances)
    resistances(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.pulses)
    pulses(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.alerts)
    alerts(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.actions)
    actions(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string>(topics.rejects)
    rejects(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
    @EventPattern<string[]>(Object.values(topics).map(deadLetterTopic))
    deadLetters(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
  }

  @Module({ controllers: [StoreController] })
  class StoreModule {}

  const { start, stop } = reader;
  const strategy = new StreamStrategy({ stream, group: 'store', topics: landedTopics, start, stop });
  const app = await NestFactory.createMicroservice(StoreModule, { strategy, logger: ['error', 'warn'] });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  return {
    failed: strategy.failed,
    progress: () => strategy.progress(),
    async stop() {
      await app.close();
      if (!pool.ended) await pool.end();
    },
  };
}
