import type { Outgoing } from './stream.js';

/** Key, value and headers together. A record batch of 500 records has some 10 kB, an observation with a picture up to 7 MB. */
export const largestMessage_bytes = 8 * 1024 * 1024;

/** Refuses, before anything is sent, what a transport could not carry. Returns the message's size in bytes. */
export function checkOutgoing({ topic, key, value, headers }: Outgoing): number {
  if (key.includes('\0')) throw new Error(`message to ${topic}: key ${JSON.stringify(key)} has a NUL character`);
  let size = Buffer.byteLength(key) + value.length;
  for (const name in headers) size += Buffer.byteLength(name) + Buffer.byteLength(headers[name]);
  if (size > largestMessage_bytes)
    throw new Error(
      `message to ${topic}, key ${JSON.stringify(key)}: got ${size} bytes, expected at most ${largestMessage_bytes}`,
    );
  return size;
}
