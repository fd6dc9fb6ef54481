import 'server-only';
import { z } from 'zod';
import { NewClient } from '#lib/oauth/new-client';
import { API_SCOPES } from '#lib/permissions/scopes';
import { fetchPublic } from '#lib/providers/fetch';

const FETCH_MS = 2_500;
const LONGEST = 16_384;

/** What of a document counts. It has no secret, and says nothing of what the program may do. */
const Document = z.object({
  client_id: z.string(),
  client_name: z.string(),
  redirect_uris: z.array(z.string()),
  token_endpoint_auth_method: z.literal('none').default('none'),
  client_secret: z.undefined().optional(),
  jwks: z.undefined().optional(),
  jwks_uri: z.undefined().optional(),
});

/** What a program may ask for that says itself who it is: nothing that ends sessions. */
const SCOPE = API_SCOPES.filter((scope) => scope !== 'sessions').join(' ');

/** With these a host says that the document is gone; every other status but 200 says nothing about it. */
const GONE = [404, 410];

/**
 * What the document at this address says, as an operator would enter it; null where it is none, or says it is another
 * program. From a public host without redirects, in two and a half seconds; of 16,384 characters at most. `unreachable`
 * where nothing answers, or no document and no word that it is gone: then nothing is known to have changed.
 */
export async function readDocument(id: string): Promise<NewClient | null | 'unreachable'> {
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetchPublic(id, { headers, signal: AbortSignal.timeout(FETCH_MS) });
    if (answer.status === 200) return clientIn(await answer.text(), id);
    return GONE.includes(answer.status) ? null : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

function clientIn(text: string, id: string): NewClient | null {
  const read = text.length <= LONGEST ? Document.safeParse(parsed(text)) : null;
  if (!read?.success || read.data.client_id !== id) return null;
  const { client_name: name, redirect_uris: redirectUris } = read.data;
  const client = NewClient.safeParse({ id: 'document', kind: 'native', name, redirectUris, scope: SCOPE }); // biome-ignore format: one line
  return client.success && redirectUris.length > 0 && redirectUris.every(isItsOwn(id))
    ? client.data
    : null;
}

/** On the machine of the person, or where the document lies. */
const isItsOwn = (id: string) => (uri: string) =>
  uri.startsWith('http:') || new URL(uri).origin === new URL(id).origin;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
