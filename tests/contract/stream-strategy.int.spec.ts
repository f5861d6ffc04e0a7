import 'reflect-metadata';
import { Controller, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import {
  openPostgresStream,
  OutageError,
  RethrowFilter,
  StreamStrategy,
  type Slice,
  type Stream,
} from '@cellwatch/stream';
import { of, throwError } from 'rxjs';
import { startTestDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let stream: Stream;

beforeAll(async () => {
  database = await startTestDatabase();
  stream = await openPostgresStream({ database_url: database.url, poll_ms: 100 });
  await stream.ensureTopics(['left', 'right']);
  await stream.publish([
    { topic: 'left', key: 'cell', value: Buffer.of(1) },
    { topic: 'right', key: 'cell', value: Buffer.of(2) },
  ]);
});
afterAll(async () => {
  await stream.close();
  await database.stop();
});

async function listen(controller: Type, group: string, topics: string[]) {
  @Module({ controllers: [controller] })
  class TestModule {}
  const strategy = new StreamStrategy({
    stream,
    group,
    topics,
    start: (gained) => Promise.resolve(gained.map(() => 0)),
  });
  const app = await NestFactory.createMicroservice(TestModule, { strategy, logger: false, abortOnError: false });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  return { app, strategy };
}

test('decorated methods take the slices of their topics, and answer with promises or observables', async () => {
  const seen: [string, number][] = [];
  @Controller()
  class Both {
    @EventPattern<string>('left')
    async left(@Payload() slice: Slice) {
      seen.push(['left', slice.messages[0].value[0]]);
    }

    @EventPattern<string>('right')
    right(@Payload() slice: Slice) {
      seen.push(['right', slice.messages[0].value[0]]);
      return of();
    }
  }
  const { app, strategy } = await listen(Both, 'both', ['left', 'right']);
  await until(() => strategy.progress().reduce((sum, { next }) => sum + next, 0) === 2);
  expect(seen.sort()).toEqual([
    ['left', 1],
    ['right', 2],
  ]);
  await app.close();
  expect(strategy.progress()).toEqual([]);
});

test('an outage passes Nest as it is and brings the slice again, thrown or in an observable', async () => {
  let tries = 0;
  @Controller()
  class Failing {
    @EventPattern<string>('left')
    left(@Payload() _slice: Slice) {
      if (++tries === 1) return throwError(() => new OutageError('away'));
      if (tries === 2) throw new OutageError('still away');
      return undefined;
    }
  }
  const { app, strategy } = await listen(Failing, 'failing', ['left']);
  await until(() => strategy.progress().some(({ next }) => next === 1));
  expect(tries).toBe(3);
  await app.close();
});

test('a bug passes Nest as it is and rejects `failed`', async () => {
  const bug = new RangeError('a bug');
  @Controller()
  class Broken {
    @EventPattern<string>('left')
    async left(@Payload() _slice: Slice) {
      throw bug;
    }
  }
  const { app, strategy } = await listen(Broken, 'broken', ['left']);
  expect(await strategy.failed.catch((error: unknown) => error)).toBe(bug);
  await app.close();
});

test('closing waits for the slice that is being handled', async () => {
  let free!: () => void;
  let state = 'idle';
  const blocked = new Promise<void>((resolve) => {
    free = resolve;
  });
  @Controller()
  class Slow {
    @EventPattern<string>('left')
    async left(@Payload() _slice: Slice) {
      state = 'busy';
      await blocked;
      state = 'done';
    }
  }
  const { app } = await listen(Slow, 'slow', ['left']);
  await until(() => state === 'busy');
  const closing = app.close().then(() => state);
  free();
  expect(await closing).toBe('done');
});

describe('a half-wired service refuses to start', () => {
  @Controller()
  class Left {
    @EventPattern<string>('left')
    async left(@Payload() _slice: Slice) {}
  }

  @Controller()
  class Twice {
    @EventPattern<string>('left')
    async first(@Payload() _slice: Slice) {}

    @EventPattern<string>('left')
    async second(@Payload() _slice: Slice) {}
  }

  test.each([
    [
      'a topic without a handler',
      Left,
      ['left', 'right'],
      'handlers for [left], expected exactly one for each of [left, right]',
    ],
    ['a handler without a topic', Left, ['right'], 'handlers for [left], expected exactly one for each of [right]'],
    [
      'two handlers of one topic',
      Twice,
      ['left'],
      'handlers for [left, left], expected exactly one for each of [left]',
    ],
    ['no topic at all', Left, [], 'expected exactly one for each of []'],
  ])('%s', async (_, controller, topics, text) => {
    await expect(listen(controller, 'half', topics)).rejects.toThrow(text);
  });
});
