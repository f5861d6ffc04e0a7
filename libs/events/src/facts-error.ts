/** One thing that is wrong with declared facts. */
export interface FactsIssue {
  /** The fields that it is about, each as a path: whoever knows where they were written can point there. */
  paths: PropertyKey[][];
  /** Which field, what was got, what was expected. */
  message: string;
}

/** Facts that cannot be: a field that is wrong by itself, or fields that contradict one another. */
export class FactsError extends Error {
  constructor(
    message: string,
    readonly issues: FactsIssue[],
  ) {
    super(message);
  }
}
