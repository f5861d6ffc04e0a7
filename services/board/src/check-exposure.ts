import { isLoopback } from './is-loopback.js';

const leastKeyLength = 12;

/** Refuses a board that strangers could read. Throws with what to do. */
export function checkExposure({ host, access_key }: { host: string; access_key?: string }): void {
  if (access_key === undefined || access_key === '') {
    if (isLoopback(host)) return;
    throw new Error(
      `the board would listen on ${host}, where other machines can read it, and has no access key; ` +
        `expected an access key (BOARD_ACCESS_KEY, --access-key), or host 127.0.0.1`,
    );
  }
  if (access_key.length < leastKeyLength)
    throw new Error(
      `the board’s access key has ${access_key.length} characters, expected at least ${leastKeyLength}: ` +
        `for example from \`openssl rand -base64 24\``,
    );
}
