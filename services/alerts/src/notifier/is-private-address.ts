import { BlockList, isIPv6 } from 'node:net';

const reserved = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(network, prefix, 'ipv4');

/** The public part of IPv6, without 6to4, which can carry a private IPv4 address; mapped IPv4 lies outside it. */
const publicIPv6 = new BlockList();
publicIPv6.addSubnet('2000::', 3, 'ipv6');
const sixToFour = new BlockList();
sixToFour.addSubnet('2002::', 16, 'ipv6');

/** Whether an IP address is loopback, private, link-local or otherwise not a host of the public internet. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv6(address)) return !publicIPv6.check(address, 'ipv6') || sixToFour.check(address, 'ipv6');
  return reserved.check(address, 'ipv4');
}
