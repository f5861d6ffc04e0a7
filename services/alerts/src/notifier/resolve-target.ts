import { lookup } from 'node:dns/promises';
import { isPrivateAddress } from './is-private-address.js';

/** Whether targets may lie in private networks: all, none, or those of these hosts (`name` or `name:port`). */
export type PrivateTargets = boolean | readonly string[];

/**
 * The address that a target's host has now. The connection is made to this very address, so that a name cannot be checked as
 * one host and called as another. Throws for a private one unless allowed: a route must not reach into the lab's network.
 */
export async function resolveTarget(url: URL, allow_private: PrivateTargets): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { address } = await lookup(host, { verbatim: false });
  const allowed =
    typeof allow_private === 'boolean'
      ? allow_private
      : allow_private.includes(url.host) || allow_private.includes(host);
  if (!allowed && isPrivateAddress(address))
    throw new Error(
      `${url.protocol}//${url.host} is ${address}, in a private network; expected a public host, or private targets allowed`,
    );
  return address;
}
