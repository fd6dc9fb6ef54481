import { isIPv6 } from 'node:net';
import { say } from '#texts/say';

const LOOPBACK = /^(::1|127(\.\d{1,3}){3})$/;
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * A network address as people read it: "this machine" for a loopback address, IPv6 in its one short form
 * (RFC 5952), IPv4 written within IPv6 as IPv4. What is no address stays as it is.
 */
export function sayAddress(address: string): string {
  const short = isIPv6(address) ? shortened(address) : address;
  return LOOPBACK.test(short) ? say('browserNames.loopback') : short;
}

/** The URL standard writes an IPv6 address as RFC 5952 does, but for the part that may be written as IPv4. */
function shortened(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const short = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [, high, low] = short.match(MAPPED) ?? [];
  if (!high || !low) return short;
  const bytes = [high, low].flatMap((word) => {
    const value = Number.parseInt(word, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}
