import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { SCOPES } from '#lib/oauth/scopes';

/** Says in the metadata (RFC 8414) which scopes there are, also those of our API, which oidc-provider leaves out. */
export async function nameScopes(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  if (ctx.oidc?.route !== 'discovery') return;
  ctx.body = { ...(ctx.body as object), scopes_supported: Object.keys(SCOPES) };
}
