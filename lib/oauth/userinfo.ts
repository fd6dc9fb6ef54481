import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { findByBearer } from '#lib/oauth/bearer';
import { findSubject } from '#lib/oauth/find-subject';
import { grantedScopes } from '#lib/oauth/granted-scopes';
import { CLAIMS, OIDC_SCOPES } from '#lib/oauth/scopes';

const BEARER_JWT = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/**
 * Answers `/oauth/userinfo` to an access token for our own API too, when its program was let in for `openid`: who asks for
 * both in one request gets one token. oidc-provider knows nothing of those tokens. Refuses one without `openid` by 403
 * (OpenID Connect Core 5.3, RFC 6750 3.1); what is no such token is left to the library.
 */
export async function userinfoByApiToken(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  const [, token] = ctx.path === '/oauth/userinfo' ? (BEARER_JWT.exec(ctx.get('authorization')) ?? []) : []; // biome-ignore format: one line
  const bearer = token ? await findByBearer(token) : null;
  if (!bearer) return next();
  const { user, session } = bearer.viewer;
  const granted = (await grantedScopes([session.id])).get(session.id) ?? [];
  ctx.set('Cache-Control', 'no-store');
  if (!granted.includes('openid')) {
    ctx.status = 403;
    ctx.set('WWW-Authenticate', 'Bearer error="insufficient_scope", scope="openid"');
    ctx.body = { error: 'insufficient_scope', error_description: 'the token has no openid' };
    return;
  }
  const subject = await findSubject(user.id);
  const known = (await subject?.claims('userinfo', '', {}, [])) ?? {};
  const told = OIDC_SCOPES.filter((scope) => granted.includes(scope)).flatMap((scope) => CLAIMS[scope]); // biome-ignore format: one line
  ctx.body = Object.fromEntries(Object.entries(known).filter(([name]) => told.includes(name)));
}
