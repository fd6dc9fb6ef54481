import 'server-only';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { POLL_SECONDS } from '#lib/oauth/lifetimes';
import { RESPONSE_MODES } from '#lib/oauth/response-mode';
import { SCOPES } from '#lib/oauth/scopes';

/** What oidc-provider leaves out of an answer, by its name for the request. */
const MISSING: Record<string, object> = {
  // RFC 8414: also the scopes of our API, and how answers are carried.
  discovery: { scopes_supported: SCOPES, response_modes_supported: RESPONSE_MODES },
  // RFC 8628 3.2: how often a device may ask.
  device_authorization: { interval: POLL_SECONDS },
};

/** Says in the answers of oidc-provider what the standards let them say and it does not. */
export async function completeMetadata(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const more = MISSING[ctx.oidc?.route ?? ''];
  if (more && ctx.status === 200) ctx.body = { ...(ctx.body as object), ...more };
}
