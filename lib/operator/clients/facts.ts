import { env } from '#lib/env';
import type { OAuthClient } from '#lib/oauth/clients';
import { LOGOUT_PATH } from '#lib/oauth/logout/paths';
import { CLAIMS, OIDC_SCOPES } from '#lib/oauth/scopes';

const SHOWN = {
  any: 'in the header Authorization (client_secret_basic) or in the body (client_secret_post)',
  basic: 'in the header Authorization (client_secret_basic)',
  post: 'in the body (client_secret_post)',
};

const ASKED = {
  once: 'a person is asked once for the same',
  always: 'a person is asked each time',
  never: 'nobody is asked (--first-party)',
};

/** What the developer of the program has to know of this server, a line each. */
export function factsFor(client: OAuthClient): string[] {
  const { kind, audience, scope } = client;
  const shared = [
    `Issuer:      ${env().APP_URL}`,
    `Discovery:   ${env().APP_URL}/.well-known/openid-configuration`,
    ...client.redirectUris.map((uri) => `Redirect:    ${uri}`),
  ];
  if (kind === 'service')
    return [
      ...shared,
      `Audience:    ${audience}`,
      `Scopes:      ${scope}`,
      `Secret:      ${SHOWN[client.auth]}, for /oauth/introspect`,
    ];
  if (kind === 'machine')
    return [
      ...shared,
      `Scopes:      ${scope}, of the service that it names as resource`,
      `Secret:      ${SHOWN[client.auth]}, for /oauth/token with client_credentials`,
    ];
  const isSite = kind === 'web';
  return [
    ...shared,
    `Scopes:      ${isSite ? OIDC_SCOPES.join(' ') : scope}`,
    ...(isSite ? [`Secret:      ${SHOWN[client.auth]}`] : ['Secret:      none']),
    `PKCE:        S256${client.needsPkce ? '' : ', or a nonce'}`,
    ...(isSite ? signingOut(client) : []),
    ...(isSite ? [`Consent:     ${ASKED[client.consent]}`] : []),
    `id_token:    ${client.alg}${isSite ? `; claims ${claims}, also at /oauth/userinfo` : ''}`,
    ...(client.redirectUris.some(isOfThisMachine) && !isSite ? [NO_PAGE] : []),
  ];
}

const isOfThisMachine = (uri: string) => uri.startsWith('http:');

/** Where answers go to this machine, an app and a page in a browser look alike until the last step. */
const NO_PAGE =
  'A page in a browser cannot use this: /oauth/token answers no browser. Give it a server, with --kind web.';

/** How people leave the site and Gatehouse together. */
const signingOut = ({ postLogoutRedirectUris, backchannelLogoutUri }: OAuthClient) => [
  `Signing out: ${env().APP_URL}${LOGOUT_PATH}${postLogoutRedirectUris.map((uri) => `, then ${uri}`).join('')}`,
  ...(backchannelLogoutUri ? [`Told of ends: ${backchannelLogoutUri}`] : []),
];

const claims = ['sub', ...CLAIMS.profile, ...CLAIMS.email].join(', ');
