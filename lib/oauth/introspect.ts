import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { env } from '#lib/env';
import { type AccessToken, readAccessToken } from '#lib/oauth/access-token';
import { findClientMetadata } from '#lib/oauth/client-metadata';
import { endClientSession } from '#lib/oauth/client-session';
import { findClient } from '#lib/oauth/clients';
import { needsFactor } from '#lib/session/needs-factor';
import { findViewerOfClient } from '#lib/session/store';

type Claims = AccessToken | null;

/**
 * Lets signed access tokens be asked about (RFC 7662) and taken back (RFC 7009). oidc-provider keeps no trace
 * of them and refuses; but theirs hang on the session of the program, which says whether they still count.
 * By then it has made sure which client is asking.
 */
export async function aboutAccessTokens(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const { route, client, params } = ctx.oidc ?? {};
  const body = ctx.body as { error?: string } | undefined;
  if (!client || body?.error !== 'unsupported_token_type') return;
  const claims = await readAccessToken(String(params?.['token']), null);
  // What a machine holds ends with its client alone, and is said not to be taken back (RFC 7009 2.2.1).
  if (route === 'revocation' && isOfMachine(claims)) return;
  ctx.status = 200;
  ctx.body = '';
  if (route === 'introspection') ctx.body = await introspect(claims, client.clientId);
  if (route === 'revocation') await revoke(claims, client.clientId);
}

const isOfMachine = (claims: Claims) => claims !== null && claims.sid === undefined;
/**
 * Answers 401 to somebody who asks about a token and does not say who they are (RFC 7662 2.1, RFC 6749 5.2); oidc-provider
 * says 400.
 */
export async function refuseStrangers(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const { route, client, params } = ctx.oidc ?? {};
  const isStranger = !ctx.get('authorization') && !params?.['client_id'];
  if (route !== 'introspection' || client || ctx.status !== 400 || !isStranger) return;
  ctx.status = 401;
  ctx.set('WWW-Authenticate', `Basic realm="${env().APP_URL}"`);
  ctx.body = { error: 'invalid_client', error_description: 'say which program asks' };
}

/** A service learns about the tokens that are meant for it, a program about its own. */
async function introspect(claims: Claims, clientId: string) {
  const asking = await findClient(clientId);
  const isTheirs =
    claims?.client_id === clientId || (asking?.audience && asking.audience === claims?.aud);
  if (!claims || !isTheirs || !(await isAlive(claims))) return { active: false };
  return { active: true, token_type: 'Bearer', ...claims };
}

/** Whether what it hangs on is still there: the session of a program, and of a machine the client itself. */
async function isAlive({ sid, client_id }: NonNullable<Claims>): Promise<boolean> {
  if (sid === undefined) return (await findClientMetadata(client_id)) !== undefined;
  const found = await findViewerOfClient(sid);
  return found !== null && !(await needsFactor(found.viewer));
}

async function revoke(claims: Claims, clientId: string) {
  if (claims?.sid && claims.client_id === clientId)
    await endClientSession(claims.sid, 'signed out');
}
