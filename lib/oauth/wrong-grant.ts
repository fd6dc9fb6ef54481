import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Answers `unauthorized_client` to a program that asks by a grant which is not its own (RFC 6749 5.2); oidc-provider says
 * `invalid_request`, by which its developer looks for a wrong parameter.
 */
export async function nameWrongGrant(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const { route, client, params } = ctx.oidc ?? {};
  const body = ctx.body as { error?: string } | undefined;
  if (route !== 'token' || body?.error !== 'invalid_request' || !client) return;
  const grant = params?.['grant_type'];
  if (typeof grant === 'string' && !client.grantTypeAllowed(grant as never))
    ctx.body = { ...body, error: 'unauthorized_client' };
}
