import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { readAccessToken } from '#lib/oauth/access-token';
import { endClientSession } from '#lib/oauth/client-session';
import { findClient } from '#lib/oauth/clients';
import { needsFactor } from '#lib/session/needs-factor';
import { findViewerOfClient } from '#lib/session/store';

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
  const token = String(params?.['token']);
  ctx.status = 200;
  ctx.body = '';
  if (route === 'introspection') ctx.body = await introspect(token, client.clientId);
  if (route === 'revocation') await revoke(token, client.clientId);
}

/** A service learns about the tokens that are meant for it, a program about its own. */
async function introspect(token: string, clientId: string) {
  const claims = await readAccessToken(token, null);
  const found = claims && (await findViewerOfClient(claims.sid));
  const asking = await findClient(clientId);
  const isTheirs =
    claims?.client_id === clientId || (asking?.audience && asking.audience === claims?.aud);
  if (!found || !isTheirs || (await needsFactor(found.viewer))) return { active: false };
  return { active: true, token_type: 'Bearer', ...claims };
}

async function revoke(token: string, clientId: string) {
  const claims = await readAccessToken(token, null);
  if (claims?.client_id === clientId) await endClientSession(claims.sid, 'signed out');
}
