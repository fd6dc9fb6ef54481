import { isLoopback } from '#lib/env/between';

/** Why a page is not looked at: a sentence; null when it may be. */
export function refusalOf(address: string, mayElsewhere: boolean): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return `"${address}" is no http(s) address.`;
  if (isLoopback(url) || mayElsewhere) return null;
  return `${url.host} is not this machine. Look only at what is yours, or what its owner lets you look at, and then say so: --i-may.`;
}
