import { isIP } from 'node:net';
import { networkOf } from '#lib/request/client';

const LOOPBACK = /^(::1|127\.)/;

/**
 * Whether two callers come from one network: the same IPv4 address, the same /64 of IPv6, or both this machine. No service
 * is asked where that is. What is no address is in no network.
 */
export function isSameNetwork(one: string, other: string): boolean {
  if (!isIP(one) || !isIP(other)) return false;
  if (LOOPBACK.test(one) && LOOPBACK.test(other)) return true;
  return networkOf(one) === networkOf(other);
}
