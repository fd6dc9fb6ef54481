import { isIPv4 } from 'node:net';

/** Where mail goes and how: all that is ever taken out of SMTP_URL. */
type MailServer = {
  host: string;
  port: number;
  /** TLS from the first byte, else by STARTTLS (RFC 8314). */
  isImplicit: boolean;
  user: string;
  password: string;
  /**
   * Required: encrypted, to a certificate that is right, or not at all. Local: nobody stands between, so a
   * relay on this machine may do without. Off: the operator said so, with `?tls=off`.
   */
  tls: 'required' | 'local' | 'off';
};

const ONLY =
  'takes no switch but ?tls=off: mail goes out encrypted, to a server whose certificate is right, or not at all. For a certificate authority of your own, set NODE_EXTRA_CA_CERTS to its file; for a server without TLS on a network you trust, add ?tls=off';

/** What is wrong with an SMTP_URL, as the end of a sentence that begins with its name; null when nothing is. */
export function problemWithSmtpUrl(text: string): string | null {
  const url = new URL(text);
  // RFC 8314 3.3 and RFC 3207 are what happens anyway.
  const isAllowed = ([name, value]: [string, string]) =>
    ['tls=off', 'requireTLS=true', 'secure=true'].includes(`${name}=${value}`);
  if (![...url.searchParams].every(isAllowed)) return ONLY;
  const isOff = url.searchParams.has('tls');
  if (isOff && (isImplicit(url) || url.searchParams.has('requireTLS')))
    return 'asks for TLS and switches it off: leave out one of the two';
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return 'has a login that cannot be decoded: write a percent sign as %25';
  }
  return null;
}

/** Takes an SMTP_URL apart that has no problem. Default ports are 465 and 587. */
export function readSmtpUrl(text: string): MailServer {
  const url = new URL(text);
  // A host name of this scheme is left as it was written.
  const name = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const isOff = url.searchParams.has('tls');
  return {
    // Otherwise the name service, whoever runs it, would say where this machine is.
    host: isLocalName(name) ? '127.0.0.1' : name,
    port: Number(url.port) || (isImplicit(url) ? 465 : 587),
    isImplicit: isImplicit(url),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    tls: isOff ? 'off' : isLocal(name) ? 'local' : 'required',
  };
}

const isImplicit = (url: URL) =>
  url.protocol === 'smtps:' || url.port === '465' || url.searchParams.has('secure');

const isLocalName = (name: string) => /(^|\.)localhost$/.test(name);

const isLocal = (name: string) =>
  isLocalName(name) || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
