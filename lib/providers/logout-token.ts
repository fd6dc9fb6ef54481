import 'server-only';
import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from 'jose';
import type { Secret } from '#drizzle/columns';
import { Latest } from '#lib/latest';
import { log } from '#lib/observability/log';
import { hashOfSession } from '#lib/providers/answer';
import { configurationOf } from '#lib/providers/configuration';
import { providerFault } from '#lib/providers/fault';
import { fetchPublic } from '#lib/providers/fetch';
import { objectOf, textOf } from '#lib/providers/kinds/kind';
import { FETCH_MS, TAKEN_LOGOUT_SECONDS } from '#lib/providers/lifetimes';
import { findProvider } from '#lib/providers/stored';
import { singleton } from '#lib/singleton';

/** OpenID Connect Back-Channel Logout 1.0 2.4. */
export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LONGEST = 8 * 1024;
const LONGEST_CLAIM = 255;
/** What may sign an ID token with a key that others may know. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');
/** What it may call itself; one that says nothing is told from others by its event (2.4). */
const TYPES = [undefined, 'jwt', 'logout+jwt', 'application/logout+jwt'];

/** Whom a provider says that it has signed out. */
export type LoggedOut = {
  issuer: string;
  /** Who it is there; null where it names only a session. */
  subject: string | null;
  /** The session there, as it was kept of the answer that began one here; null where it means all of theirs. */
  session: Secret | null;
  /** Once among all tokens of this provider. */
  jti: string;
};

/**
 * Reads what a provider says when it signs somebody out: signed by a key of its own, of its issuer, for us, not older than ten
 * minutes and not over, with the event of a logout, somebody or a session, and no nonce, so that no ID token is one (OpenID
 * Connect Back-Channel Logout 1.0 2.6). Null for whatever is none; why, the server's log has. That it counts once is for the
 * caller to see to.
 */
export async function readLogoutToken(name: string, token: string): Promise<LoggedOut | null> {
  const found = token.length <= LONGEST ? await findProvider(name) : null;
  if (!found?.secret) return null;
  try {
    const server = (await configurationOf(found.provider, found.secret)).serverMetadata();
    if (!server.jwks_uri) throw new Error('the provider names no keys');
    const { payload, protectedHeader } = await jwtVerify(token, keysAt(server.jwks_uri), {
      issuer: server.issuer,
      audience: found.provider.clientId,
      algorithms: ALGORITHMS,
      maxTokenAge: TAKEN_LOGOUT_SECONDS,
      clockTolerance: 30,
      requiredClaims: ['exp', 'jti', 'events'],
    });
    if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new Error('another type');
    return saidBy(payload);
  } catch (error) {
    log().warn({ provider: name, fault: providerFault(error) }, 'a logout token was refused');
    return null;
  }
}

function saidBy(payload: JWTPayload): LoggedOut {
  const [subject, sid] = [claimOf(payload, 'sub'), claimOf(payload, 'sid')];
  const [issuer, jti] = [claimOf(payload, 'iss'), claimOf(payload, 'jti')];
  const events = objectOf(payload['events']);
  const event = Object.hasOwn(events, LOGOUT_EVENT) ? events[LOGOUT_EVENT] : null;
  if (event === null || typeof event !== 'object' || Array.isArray(event))
    throw new Error('it is about no logout');
  if (Object.hasOwn(payload, 'nonce')) throw new Error('it has a nonce, as an ID token has');
  if (!issuer || !jti || !(subject || sid)) throw new Error('it names nobody');
  return { issuer, subject, session: sid && hashOfSession(issuer, sid), jti };
}

/** Null where it is not there; what is there is a text that somebody can have. */
function claimOf(payload: JWTPayload, name: string): string | null {
  if (!Object.hasOwn(payload, name)) return null;
  const value = textOf(payload[name]);
  if (value === '' || value.length > LONGEST_CLAIM) throw new Error(`its ${name} is no text`);
  return value;
}

type Keys = ReturnType<typeof createRemoteJWKSet>;
const known = () => singleton('provider-keys', () => new Latest<Keys>(100));

/** The keys at this address; for one that is new they are fetched anew, every half minute at most. */
function keysAt(address: string): Keys {
  const kept = known().get(address);
  if (kept) return kept;
  const fetches = (url: string, { headers, signal }: { headers: Headers; signal: AbortSignal }) =>
    fetchPublic(url, { headers: Object.fromEntries(headers), signal });
  const options = { timeoutDuration: FETCH_MS, [customFetch]: fetches };
  const keys = createRemoteJWKSet(new URL(address), options);
  known().set(address, keys);
  return keys;
}
