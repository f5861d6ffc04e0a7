/** Whether an error says of itself that the work may be given again: OutageError, FencedError, and the like of other rooms. */
export function isRetriable(error: unknown): boolean {
  return error instanceof Error && 'retriable' in error && error.retriable === true;
}
