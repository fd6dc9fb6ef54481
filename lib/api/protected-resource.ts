import 'server-only';
import { env } from '#lib/env';
import { apiAudience } from '#lib/oauth/access-token';
import { API_SCOPES } from '#lib/permissions/scopes';
import { siteName } from '#lib/product/brand';

/** Where a program reads by what it gets in that was refused at the API (RFC 9728 3.1). */
export const protectedResourceAddress = () =>
  `${env().APP_URL}/.well-known/oauth-protected-resource/api/v1`;

/** What it reads there: who gives tokens for the API, for what, and how they are shown. */
export const protectedResource = () => ({
  resource: apiAudience(),
  authorization_servers: [env().APP_URL],
  scopes_supported: API_SCOPES,
  bearer_methods_supported: ['header'],
  resource_name: `${siteName()} API`,
  resource_documentation: `${apiAudience()}/openapi.json`,
});
