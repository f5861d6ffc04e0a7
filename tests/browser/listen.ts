export interface LiveEvent {
  name: string;
  data: unknown;
}

export interface Listening {
  response: Response;
  /** The next event for which `wanted` answers true; what comes before is dropped. Rejects when the feed ends. */
  next(wanted: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  close(): void;
}

/** A client of the live feed that reads frames as the standard has them. */
export async function listen(url: string): Promise<Listening> {
  const closing = new AbortController();
  const response = await fetch(url, { signal: closing.signal });
  const events = framesOf(response.body!);
  return {
    response,
    async next(wanted) {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('the feed ended');
        if (wanted(value)) return value;
      }
    },
    close: () => closing.abort(),
  };
}

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(bytes, { stream: true });
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const fields = new Map(frame.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
      if (fields.has('event')) yield { name: fields.get('event')!, data: JSON.parse(fields.get('data')!) };
    }
  }
}

/** Does something again and again until something else has come: for a reader that may only just be joining. */
export async function repeatUntil<T>(again: (round: number) => Promise<unknown>, done: Promise<T>): Promise<T> {
  let over = false;
  const ended = done.finally(() => (over = true));
  ended.catch(() => undefined);
  for (let round = 1; !over; round++) {
    await again(round);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200))]).catch(() => undefined);
  }
  return ended;
}
