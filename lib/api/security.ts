import 'server-only';
import { sayScope } from '#lib/oauth/scopes';
import { API_SCOPES } from '#lib/permissions/scopes';
import { cookieName } from '#lib/session/cookie';

/** The ways to call the API, as its description names them. */
export function securitySchemes(site: string) {
  const tokenUrl = `${site}/oauth/token`;
  const scopes = Object.fromEntries(API_SCOPES.map((scope) => [scope, sayScope(scope)]));
  return {
    cookie: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName('session'),
      description:
        'The session of a browser, from a page of this site only, and only without an Authorization header.',
    },
    personalToken: {
      type: 'http',
      scheme: 'bearer',
      description:
        'A personal access token that somebody made at /settings/apps: it begins with gatehouse_pat_ and reaches what was ticked there. Without any cookie, and in this header only.',
    },
    oauth2: {
      type: 'oauth2',
      description: 'A bearer token of a native app or a command line, without any cookie.',
      flows: {
        authorizationCode: {
          authorizationUrl: `${site}/oauth/authorize`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes,
        },
        // OpenAPI has no name for the device grant (RFC 8628) before 3.2.
        'x-deviceAuthorization': {
          deviceAuthorizationUrl: `${site}/oauth/device_authorization`,
          tokenUrl,
          refreshUrl: tokenUrl,
          scopes,
        },
      },
    },
  };
}
