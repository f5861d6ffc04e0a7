import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { RethrowFilter, StreamStrategy, type ReadingProgress, type Slice } from '@cellwatch/stream';
import { outdateCheckpoints } from '@cellwatch/timescale';
import type { Result } from './fold.js';
import type { FoldParts } from './fold-parts.js';
import { foldReader } from './fold-reader.js';
import { tend } from './tend.js';

export interface RunningFold {
  /** Rejects when the fold has died of a bug. */
  failed: Promise<never>;
  progress(): ReadingProgress[];
  /** Cells that wait to be folded again, and cells that are no longer folded. */
  cells(): { dirty: string[]; stalled: { cell_id: string; reason: string }[] };
  stop(): Promise<void>;
}

/** Runs a fold as a Nest microservice over the stream. */
export async function startFold<Input, State, R extends Result>(
  parts: FoldParts<Input, State, R>,
): Promise<RunningFold> {
  const { stream, pool, fold } = parts;
  await outdateCheckpoints(pool, fold.reader, fold.version);
  const reader = foldReader(parts);

  @Controller()
  class FoldController {
    @EventPattern<string>(fold.topic)
    take(@Payload() slice: Slice): Promise<void> {
      return reader.handle(slice);
    }
  }

  @Module({ controllers: [FoldController] })
  class FoldModule {}

  const strategy = new StreamStrategy({
    stream,
    group: fold.reader,
    topics: [fold.topic],
    start: reader.start,
    settle: reader.settle,
    stop: reader.stop,
  });
  const app = await NestFactory.createMicroservice(FoldModule, { strategy, logger: ['error', 'warn'] });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  const tending = tend(parts, reader);
  return {
    failed: Promise.race([strategy.failed, tending.failed]),
    progress: () => strategy.progress(),
    cells() {
      const cells = [...reader.held.values()].flatMap((partition) => [...partition.cells.values()]);
      return {
        dirty: cells.filter((cell) => cell.dirty !== null).map((cell) => cell.cell_id),
        stalled: cells.flatMap(({ cell_id, stalled }) => (stalled === null ? [] : [{ cell_id, reason: stalled }])),
      };
    },
    async stop() {
      await tending.stop();
      await app.close();
    },
  };
}
