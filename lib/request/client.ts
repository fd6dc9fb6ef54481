import { isIPv4, isIPv6 } from 'node:net';
import { currentRequest } from '#lib/request/context';

/** Who is calling, as far as a connection tells. Shown to people and written to the log; never trusted. */
export type Client = { address: string; userAgent: string };

/** The caller of this request; the command line and tests, which have none, count as this machine. */
export function currentClient(): Client {
  const context = currentRequest();
  return {
    address: context?.address ?? '127.0.0.1',
    userAgent: context?.userAgent ?? '',
  };
}

/**
 * The caller's address. Forwarded headers are ignored unless `hops` proxies of the operator's stand in
 * front; then it is the entry that the outermost of them wrote: the hops-th from the right. Where they wrote
 * something and it is no address, or it is missing, the caller is unknown: what the connection says is a proxy.
 * A client that forwards nothing at all calls by itself: the connection's own address.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  hops: number,
): string {
  const entries = entriesOf(forwardedFor, hops);
  const said = entries.length > 0 ? (entries.at(-hops) ?? '') : peer;
  return plainAddress(said) ?? 'unknown';
}

/**
 * The host that was asked for: what the outermost of `hops` proxies wrote, which is found as its address is.
 * A proxy that passes Host on as it came writes none: then the list is shorter, and its first entry counts.
 */
export function requestedHost(
  host: string | undefined,
  forwardedHost: string | undefined,
  hops: number,
): string {
  const entries = entriesOf(forwardedHost, hops);
  return entries.at(-hops) ?? entries[0] ?? host ?? '';
}

/** What proxies wrote one after the other; nothing while there are none of ours. */
const entriesOf = (header: string | undefined, hops: number): string[] =>
  hops === 0 || !header ? [] : header.split(',').map((entry) => entry.trim());

/** Longer than any address with its port and zone. */
const LONGEST_ADDRESS = 100;

/** An address without port, brackets or zone; IPv4 written inside IPv6 becomes IPv4. Null if it is none. */
function plainAddress(text: string): string | null {
  if (text.length > LONGEST_ADDRESS) return null;
  const bare = text
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (isIPv4(bare)) return bare;
  return isIPv6(bare) ? (carried(MAPPED, bare) ?? bare) : null;
}

/** What counts as one network in limits: an IPv4 address, or the /64 an IPv6 address lies in. */
export const networkOf = (address: string): string => prefixOf(address, 64);

/**
 * What one line is given at most: an IPv4 address, or the /48 an IPv6 address lies in (RFC 6177). For what is shared
 * out to networks so that nobody gets all of it: at home one has 256 networks (/56), and a /48 has 65,536.
 */
export const siteOf = (address: string): string => prefixOf(address, 48);

function prefixOf(address: string, bits: 48 | 64): string {
  if (!isIPv6(address)) return address;
  const behind = carried(MAPPED, address) ?? carried(NAT64, address);
  if (behind) return behind;
  const groups = groupsOf(address).slice(0, bits / 16);
  return `${groups.map((group) => group.toString(16)).join(':')}::/${bits}`;
}

/** Where an IPv4 address stands in the last 32 bits: RFC 4291 2.5.5.2, and a caller behind a NAT64 (RFC 6052). */
const MAPPED = [0, 0, 0, 0, 0, 0xffff];
const NAT64 = [0x64, 0xff9b, 0, 0, 0, 0];

/** The IPv4 address that an IPv6 address of this prefix carries; null for others. */
function carried(prefix: number[], address: string): string | null {
  const groups = groupsOf(address);
  if (!prefix.every((group, at) => groups[at] === group)) return null;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
}

/** The eight groups of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = hex.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

/**
 * Whether this request seems to come from a program on this very machine. A proxy that adds no header looks the
 * same, and so does everybody behind it: this may open nothing that has to be kept from anybody. It has one
 * caller, see lib/request/trust.test.ts.
 */
export function isFromThisMachine(): boolean {
  const context = currentRequest();
  return context !== undefined && !context.isProxied && /^(::1$|127\.)/.test(context.address);
}
