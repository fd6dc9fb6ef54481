import 'server-only';
import type { ClientAuthMethod, KoaContextWithOIDC } from 'oidc-provider';
import { env } from '#lib/env';
import { POLL_SECONDS } from '#lib/oauth/lifetimes';
import { LOGOUT_PATH } from '#lib/oauth/logout/paths';
import { RESPONSE_MODES } from '#lib/oauth/response-mode';
import { SCOPES } from '#lib/oauth/scopes';
import { languages } from '#texts/languages';

/** How a program may say who it is, wherever it is asked. */
export const AUTH_METHODS: ClientAuthMethod[] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
];

/** What oidc-provider leaves out of an answer, by its name for the request. */
const MISSING: Record<string, () => object> = {
  // RFC 8414: also the scopes of our API, how answers are carried, who may ask elsewhere than at the token endpoint, and how
  // people sign out of all sites together.
  discovery: () => ({
    scopes_supported: SCOPES,
    response_modes_supported: RESPONSE_MODES,
    revocation_endpoint_auth_methods_supported: AUTH_METHODS,
    introspection_endpoint_auth_methods_supported: AUTH_METHODS,
    ui_locales_supported: Object.keys(languages),
    end_session_endpoint: env().APP_URL + LOGOUT_PATH,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    ...(env().CLIENT_DOCUMENT_HOSTS && { client_id_metadata_document_supported: true }),
  }),
  // RFC 8628 3.2: how often a device may ask.
  device_authorization: () => ({ interval: POLL_SECONDS }),
};

/** Says in the answers of oidc-provider what the standards let them say and it does not. */
export async function completeMetadata(ctx: KoaContextWithOIDC, next: () => Promise<void>) {
  await next();
  const more = MISSING[ctx.oidc?.route ?? ''];
  if (more && ctx.status === 200) ctx.body = { ...(ctx.body as object), ...more() };
}
