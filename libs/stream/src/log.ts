import { isNativeError } from 'node:util/types';

/** Where a transport says what it waits for. What must not go unseen rejects instead. */
export type Log = (event: string, detail: object) => void;

/** The text of anything that was thrown. */
export function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const text = error.message || error.name;
  return text.includes(code) ? text : `${text} (${code})`;
}
