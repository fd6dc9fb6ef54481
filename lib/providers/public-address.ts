import 'server-only';
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, isIPv4 } from 'node:net';

/** Addresses of no public host (IANA special-purpose registries, RFC 6890). */
const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC.addSubnet(net, bits, 'ipv6');

/** What of IPv6 is given out to hosts at all. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet('2000::', 3, 'ipv6');

/** Whether this is the address of a host that anybody can reach. Of IPv6 written for IPv4 none is. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (isIPv4(address)) return !NOT_PUBLIC.check(address, 'ipv4');
  return GIVEN_OUT.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}

type Found = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

/**
 * Looks a name up for a connection, and refuses the whole name where one of its addresses is not public. What is connected
 * to is what was looked at, so that no second answer of the name server leads elsewhere (DNS rebinding).
 */
export function lookupPublic(name: string, options: LookupOptions, found: Found) {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error);
    const [first] = addresses;
    if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
      return found(new Error(`${name} is no public host`));
    return options.all ? found(null, addresses) : found(null, first.address, first.family);
  });
}
