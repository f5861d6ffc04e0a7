const unstorable = /[\0\p{Surrogate}]/gu;

/** False for a text that PostgreSQL cannot hold as it is: one with a NUL, or with half a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.search(unstorable) < 0;
}

/** The text with a replacement character for whatever cannot be stored: a message may quote a binary file. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\ufffd');
}
