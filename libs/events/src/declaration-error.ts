/** One thing that is wrong with what a person declared. */
export interface DeclarationIssue {
  /** The fields that it is about, each as a path: whoever knows where they were written can point there. */
  paths: PropertyKey[][];
  /** Which field, what was got, what was expected. */
  message: string;
}

/** What a person declared and cannot be: a field that is wrong by itself, or fields that contradict one another. */
export class DeclarationError extends Error {
  constructor(
    message: string,
    readonly issues: DeclarationIssue[],
  ) {
    super(message);
  }
}
