/** Something outside is away: the work is redelivered until it is back. */
export class OutageError extends Error {
  readonly retriable = true;
}

/** Another member owns this partition now: drop the state and start anew. */
export class FencedError extends Error {
  readonly retriable = true;
}
