import 'server-only';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { apiAudience } from '#lib/oauth/access-token';
import { askedClaims, scopeOfClaim } from '#lib/oauth/asked-claims';
import { newClientSession } from '#lib/oauth/client-session';
import type { OAuthClient } from '#lib/oauth/clients';
import { grantedScopes } from '#lib/oauth/granted-scopes';
import { authorizationServer } from '#lib/oauth/provider';
import { OIDC_SCOPES } from '#lib/oauth/scopes';
import { storeRecord } from '#lib/oauth/store-record';
import { CLIENT_SESSION } from '#lib/session/lifetimes';
import type { Viewer } from '#lib/session/store';

/** What a program asks for: where the tokens are meant to be used, and for what. */
export type AuthorizationRequest = {
  client: OAuthClient;
  scopes: string[];
  audience: string;
  /** What it asks to be told by name, besides the scopes (OpenID Connect Core 5.5) … */
  claims: string[];
  /** … what of that is not its to ask … */
  refused: string[];
  /** … and the scopes with those that these belong to: what a person is shown, and what is remembered. */
  tells: string[];
  /** The host of the service that it wants to use, when that is not our own API. */
  servedBy: string | null;
};

/** What is asked for, as the authorization server was told it. */
export function authorizationRequestOf(
  client: OAuthClient,
  params: { scope?: unknown; resource?: unknown; claims?: string },
): AuthorizationRequest {
  const scopes = String(params.scope ?? '')
    .split(' ')
    .filter(Boolean);
  const audience = typeof params.resource === 'string' ? params.resource : apiAudience();
  const servedBy = audience === apiAudience() ? null : new URL(audience).host;
  const mayAsk = client.kind === 'native' ? client.scope.split(' ') : OIDC_SCOPES;
  const named = askedClaims(params.claims).names;
  const claims = named.filter((name) => (mayAsk as readonly string[]).includes(scopeOfClaim(name)));
  const refused = named.filter((name) => !claims.includes(name));
  const tells = [...new Set([...scopes, ...claims.map(scopeOfClaim)])];
  return { client, scopes, claims, refused, tells, audience, servedBy };
}

/**
 * Lets a program in for the viewer: its session, and what it was granted there. The write belongs into one
 * `transaction` with what answers the program.
 */
export async function grantConsent(
  viewer: Viewer,
  { client, scopes, claims, refused, audience }: AuthorizationRequest,
) {
  const session = await newClientSession(viewer, client);
  const provider = await authorizationServer();
  const grant = new provider.Grant({ accountId: viewer.user.id, clientId: client.id });
  const oidc = scopes.filter((one) => (OIDC_SCOPES as readonly string[]).includes(one));
  const others = scopes.filter((one) => !oidc.includes(one));
  if (oidc.length > 0) grant.addOIDCScope(oidc.join(' '));
  // A session at a site that goes on keeps what it was granted: another tab may be about to fetch it.
  if (session.goesOn) grant.addOIDCScope(await grantedBefore(session.id));
  grant.addOIDCClaims(claims);
  grant.rejectOIDCClaims(refused);
  if (others.length > 0) grant.addResourceScope(audience, others.join(' '));
  const { jti: _, ...granted } = grant;
  const now = Math.floor(Date.now() / 1000);
  const payload = { ...granted, iat: now, exp: now + CLIENT_SESSION.absoluteSeconds };
  const put = storeRecord('Grant', session.id, payload, CLIENT_SESSION.absoluteSeconds);
  const resource = others.length > 0 ? { resource: audience } : {};
  return {
    sessionId: session.id,
    /** What the answer to the program says of it. */
    answer: { grantId: session.id, scope: [...oidc, ...others].join(' '), ...resource },
    open: [session.open, put],
  };
}

const grantedBefore = async (sessionId: string): Promise<string> =>
  ((await grantedScopes([sessionId])).get(sessionId) ?? []).join(' ');

/** The write that tells the log that the viewer said no to a program. */
export const denied = (viewer: Viewer, { id, name }: OAuthClient) =>
  record({
    type: 'authn_token_denied',
    userId: viewer.user.id,
    object: `client:${id}`,
    detail: detailOf('program', { name }),
  });
