import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { RESPONSE_MODES } from '#lib/oauth/response-mode';
import { SCOPES } from '#lib/oauth/scopes';

/**
 * Says in the metadata (RFC 8414) which scopes there are, also those of our API, which oidc-provider leaves
 * out, and how answers are carried.
 */
export async function nameWhatIsThere(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  if (ctx.oidc?.route !== 'discovery') return;
  ctx.body = {
    ...(ctx.body as object),
    scopes_supported: Object.keys(SCOPES),
    response_modes_supported: RESPONSE_MODES,
  };
}
