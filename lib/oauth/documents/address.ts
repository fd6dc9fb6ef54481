import 'server-only';
import { env } from '#lib/env';
import { mayFetch } from '#lib/providers/fetch';

const LONGEST = 200;

/** Whether the name of a program is an address. What an operator adds has a name that is none. */
export const isAddress = (id: string) => /^https?:/i.test(id);

/**
 * Whether it is the address of a document by which a program says who it is, on a host that the operator trusts with that
 * (draft-ietf-oauth-client-id-metadata-document 3): https with a path, letter by letter as it is sent, without user or
 * fragment. On a development machine also from itself.
 */
export function isDocumentAddress(id: string): boolean {
  if (id.length > LONGEST || !isAddress(id) || !URL.canParse(id)) return false;
  const url = new URL(id);
  const isPlain = url.href === id && !url.username && !url.password && !id.includes('#');
  const isTrusted = (env().CLIENT_DOCUMENT_HOSTS ?? []).includes(url.host);
  return isPlain && url.pathname !== '/' && isTrusted && mayFetch(url);
}

/** The host that says who a program is; null for one that an operator added. */
export const documentHost = (id: string): string | null =>
  isAddress(id) ? new URL(id).host : null;
