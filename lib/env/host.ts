import { isIPv6 } from 'node:net';

const HOST =
  /^(?<name>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?|\[[0-9a-f:.]+\])\.?(?::(?<port>|0|[1-9]\d{0,4}))?$/i;

/**
 * The one form in which hosts are compared, wherever one comes from: small letters, no dot at the end, no
 * default port, the shortest form of an IPv6 address (RFC 9110 4.2.3, RFC 3986 6.2.3, RFC 5952). Null for
 * what is no host with a port. Other spellings of a number (0x7f.1) stay as they are: no client sends them.
 */
export function normalHost(text: string, isHttps: boolean): string | null {
  const { name, port } = HOST.exec(text)?.groups ?? {};
  if (name === undefined) return null;
  const known = name.startsWith('[') ? shortest(name.slice(1, -1)) : name.toLowerCase();
  if (known === null) return null;
  const isDefault = !port || port === (isHttps ? '443' : '80');
  return isDefault ? known : `${known}:${port}`;
}

const shortest = (address: string) =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname : null;

/** The same for what an Origin header says (RFC 6454 6.2): a scheme and a host, nothing else. */
export function normalOrigin(text: string): string | null {
  const [, scheme = '', rest = ''] = /^(https?):\/\/(.*)$/i.exec(text) ?? [];
  const host = normalHost(rest, scheme.toLowerCase() === 'https');
  return host && `${scheme.toLowerCase()}://${host}`;
}
