import { lookup } from 'node:dns/promises';
import { isPrivateAddress } from './is-private-address.js';

/**
 * The address that a webhook's host has now. The connection is made to this very address, so that a name cannot be checked as
 * one host and called as another. Throws for a private one unless allowed: a webhook must not reach into the lab's network.
 */
export async function resolveTarget(url: URL, allow_private: boolean): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { address } = await lookup(host, { verbatim: false });
  if (!allow_private && isPrivateAddress(address))
    throw new Error(
      `${url.origin} is ${address}, in a private network; expected a public host, or private targets allowed`,
    );
  return address;
}
