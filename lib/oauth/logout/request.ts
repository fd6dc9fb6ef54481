import 'server-only';
import { and, eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { findActiveClient } from '#lib/oauth/change-client';
import type { OAuthClient } from '#lib/oauth/clients';
import { type Hint, readHint } from '#lib/oauth/logout/hint';
import { ASKED_PATH } from '#lib/oauth/logout/paths';
import type { Viewer } from '#lib/session/store';

/** What a site asks for that sends somebody here to sign out. */
export type LogoutRequest = {
  /** The site, if it said who it is. */
  client: OAuthClient | null;
  /** Whom it means, and in which session of its own: only an id_token of ours says that. */
  hint: Hint | null;
  /** Where they are to be led afterwards, one of its own addresses, and what is to be said there. */
  goesTo: string | null;
  state: string | null;
  /** Something of it is not right: then it is asked for by nobody, and nobody is led anywhere. */
  isWrong: boolean;
};

const HINT = 'id_token_hint';
const NAMES = ['client_id', 'post_logout_redirect_uri', 'state'] as const;
/** By this our own page knows that what was asked is not right. */
const WRONG = 'wrong';
/** Of what goes on to our page, so that its address is none too long. */
const LONGEST = 6_000;

const NOTHING = { client: null, hint: null, goesTo: null, state: null };

/**
 * Reads what a site asked (OpenID RP-Initiated Logout 1.0 2), from an address or a form. It is not right with a hint that is
 * none, a `client_id` that is not the one of the hint, an unknown or disabled program, an address that is not registered
 * letter by letter or belongs to nobody, or a parameter that stands there twice. `shown` is a hint that was read before.
 */
export async function readLogoutRequest(
  asked: URLSearchParams,
  shown: Hint | null = null,
): Promise<LogoutRequest> {
  const [token, id, uri, state] = [HINT, ...NAMES].map((name) => asked.get(name) || null);
  const hint = token ? await readHint(token) : shown;
  const clientId = hint?.clientId ?? id;
  const client = clientId ? await findActiveClient(clientId) : null;
  const isRight = [
    !asked.has(WRONG),
    [HINT, ...NAMES].every((name) => asked.getAll(name).length <= 1),
    !token || hint,
    !id || id === clientId,
    !clientId || client,
    !uri || client?.postLogoutRedirectUris.includes(uri),
    String(new URLSearchParams([...asked].filter(([name]) => name !== HINT))).length <= LONGEST,
  ].every(Boolean);
  if (!isRight) return { ...NOTHING, isWrong: true };
  const way = uri ? { goesTo: uri, state: state ?? null } : {};
  return { ...NOTHING, hint, client, ...way, isWrong: false };
}

/** What of a request goes on to our page, which reads it anew: all but the hint. */
export function queryForPage({ client, goesTo, state, isWrong }: LogoutRequest): string {
  if (isWrong) return String(new URLSearchParams({ [WRONG]: 'true' }));
  const values = [client?.id, goesTo, goesTo && state];
  const given = NAMES.flatMap((name, at) => (values[at] ? [[name, values[at]]] : []));
  return String(new URLSearchParams(given));
}

/** The address of our page for such a query, from wherever it comes. */
export const pageFor = (query: string) => `${ASKED_PATH}?${new URLSearchParams(query)}`;

/**
 * Whether the session that the site means is the viewer's in this browser: then nobody has to be asked, for no other site
 * could show that (OpenID RP-Initiated Logout 1.0 2 and 6).
 */
export async function isOfViewer(
  { user, session }: Viewer,
  { hint }: LogoutRequest,
): Promise<boolean> {
  if (!hint?.sessionId || hint.userId !== user.id) return false;
  const isIt = and(
    eq(sessions.id, hint.sessionId),
    eq(sessions.clientId, hint.clientId),
    eq(sessions.begunIn, session.id),
  );
  const found = await db().select({ id: sessions.id }).from(sessions).where(isIt).limit(1);
  return found.length > 0;
}

/** Where a person is led once they have signed out; null: nowhere. */
export function wayOnFrom({ goesTo, state }: LogoutRequest): string | null {
  if (goesTo === null || state === null) return goesTo;
  return `${goesTo}${goesTo.includes('?') ? '&' : '?'}state=${encodeURIComponent(state)}`;
}
