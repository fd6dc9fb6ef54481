import 'server-only';
import type { EventEmitter } from 'node:events';
import {
  type Adapter,
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { rootNames } from '#lib/crypto/keys';
import { env } from '#lib/env';
import { adaptProvider } from '#lib/oauth/adapt-provider';
import { OidcAdapter } from '#lib/oauth/adapter';
import { ALGORITHM, SIGNING_ALGORITHMS } from '#lib/oauth/algorithms';
import { areReadable } from '#lib/oauth/asked-claims';
import { askingDevice } from '#lib/oauth/asking-device';
import { ACR_VALUES } from '#lib/oauth/assurance';
import { auditRefusedGrant } from '#lib/oauth/audit-refused-grant';
import { findClientMetadata, OWN_METADATA } from '#lib/oauth/client-metadata';
import { cookieSigner } from '#lib/oauth/cookie-signer';
import { findSubject } from '#lib/oauth/find-subject';
import { aboutAccessTokens, refuseStrangers } from '#lib/oauth/introspect';
import { listKeys, privateKeys } from '#lib/oauth/keys';
import * as seconds from '#lib/oauth/lifetimes';
import { AUTH_METHODS, completeMetadata } from '#lib/oauth/metadata';
import { noteUse } from '#lib/oauth/note-use';
import { alwaysAsk } from '#lib/oauth/prompts';
import { INTERNAL_COOKIES } from '#lib/oauth/request-binding';
import { resourceIndicators } from '#lib/oauth/resources';
import { refuseOtherModes, refusePushedMode } from '#lib/oauth/response-mode';
import { CLAIMS, OIDC_SCOPES } from '#lib/oauth/scopes';
import { UNASKED } from '#lib/oauth/silence';
import { userinfoByApiToken } from '#lib/oauth/userinfo';
import { nameWrongGrant } from '#lib/oauth/wrong-grant';
import { log } from '#lib/observability/log';
import { singleton } from '#lib/singleton';

type Known = { keys: string; provider: Provider };

/**
 * The authorization server: oidc-provider (certified for OpenID Connect and FAPI) with our storage, our
 * sign-in, our pages. OAuth 2.1 profile: codes with PKCE S256 or, for a site, a nonce; device grant; client credentials of
 * machines; refresh with rotation; and nothing else (RFC 9700). Made anew when the signing keys or the root secrets change.
 */
export async function authorizationServer(): Promise<Provider> {
  const shelf = singleton<{ known?: Known }>('oauth', () => ({}));
  const keys = await namesOfKeys();
  if (shelf.known?.keys === keys) return shelf.known.provider;
  const provider = make(await privateKeys());
  // Where keys were made or changed meanwhile, it is not the one of those names: none of them is that of no key.
  if ((await namesOfKeys()) === keys) shelf.known = { keys, provider };
  return provider;
}

const namesOfKeys = async () =>
  [...rootNames(), ...(await listKeys()).map(({ kid }) => kid)].join(' ');

function make(keys: Awaited<ReturnType<typeof privateKeys>>): Provider {
  const kid = String(keys.find(({ alg }) => alg === ALGORITHM)?.kid);
  const provider = new Provider(env().APP_URL, configuration({ keys, kid }));
  // The front door has said what came through which proxy.
  provider.proxy = true;
  provider.use(userinfoByApiToken);
  provider.use(noteUse);
  provider.use(refuseStrangers);
  provider.use(nameWrongGrant);
  provider.use(aboutAccessTokens);
  provider.use(completeMetadata);
  provider.use(refuseOtherModes);
  const note = (err: unknown) => log().error({ err }, 'the authorization server failed');
  provider.on('server_error', (_, err) => note(err));
  for (const asked of [
    'grant',
    'device_authorization',
    'pushed_authorization_request',
    'introspection',
    'revocation',
  ])
    (provider as EventEmitter).on(`${asked}.error`, auditRefusedGrant);
  // What fails around it, in ours: else Koa writes it out as it is, past the log and its omissions.
  (provider as EventEmitter).on('error', note);
  adaptProvider(provider);
  return provider;
}

function configuration({ keys, kid }: { keys: object[]; kid: string }): Configuration {
  const cookie = { httpOnly: true, sameSite: 'lax', secure: env().isHttps, signed: true } as const;
  return {
    adapter: storageFor,
    jwks: { keys } as Configuration['jwks'],
    cookies: {
      names: cookieNames(),
      keys: cookieSigner(),
      short: cookie,
      long: cookie,
    },
    routes: ROUTES,
    scopes: [...OIDC_SCOPES],
    acrValues: ACR_VALUES,
    claims: CLAIMS,
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: AUTH_METHODS,
    extraClientMetadata: { properties: OWN_METADATA },
    enabledJWA: { idTokenSigningAlgValues: [...SIGNING_ALGORITHMS] },
    pkce: { required: needsPkce },
    // Name and address too: it comes by the token endpoint, and so never through a browser.
    conformIdTokenClaims: false,
    // Compared letter by letter, so it has to be said.
    allowOmittingSingleRegisteredRedirectUri: false,
    ttl: {
      IdToken: seconds.ID_TOKEN_SECONDS,
      ...seconds.RECORD_SECONDS,
      Session: seconds.CONSENT_SECONDS,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    revokeGrantPolicy: () => true,
    extraTokenClaims: async (_, token) => ('grantId' in token ? { sid: token.grantId } : undefined),
    findAccount: async (_, id, token) => findSubject(id, token?.grantId),
    interactions: { policy: alwaysAsk(), url: async (_, { uid }) => `/oauth/consent/${uid}` },
    renderError: async (ctx, out) => {
      ctx.type = 'json';
      ctx.body = out;
    },
    features: features(kid),
    extraParams: { response_mode: refusePushedMode, [UNASKED]: null },
  };
}

const features = (kid: string): Configuration['features'] => ({
  devInteractions: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  clientCredentials: { enabled: true },
  claimsParameter: { enabled: true, assertClaimsParameter: refuseUnreadable },
  pushedAuthorizationRequests: { enabled: true },
  // Our API would take a token that is bound to a key (RFC 9449) without asking for the key.
  dPoP: { enabled: false },
  introspection: {
    enabled: true,
    allowedPolicy: isOwnToken,
  },
  revocation: {
    enabled: true,
    allowedPolicy: isOwnToken,
  },
  deviceFlow: { enabled: true, mask: '****-****', deviceInfo: askingDevice },
  resourceIndicators: resourceIndicators(kid),
});

/** What binds a code to the one who asked for it: PKCE, or for a site that may do without it a nonce (RFC 9700 2.1.1). */
const needsPkce = ({ oidc }: KoaContextWithOIDC, client: object) =>
  (client as { needs_pkce?: boolean }).needs_pkce !== false || !oidc.params?.['nonce'];

function refuseUnreadable(_: unknown, claims: unknown) {
  if (!areReadable(claims)) throw new errors.InvalidRequest('claims cannot be read');
}

const isOwnToken = async (
  _: unknown,
  client: { clientId: string },
  token: { clientId?: string | undefined },
) => token.clientId === client.clientId;

/** Two are replaced or dropped on their way out, see lib/oauth/request-binding; the third is for one path (ASVS 3.3.1). */
const cookieNames = () => ({
  ...INTERNAL_COOKIES,
  resume: env().isHttps ? '__Secure-oauth-resume' : 'oauth-resume',
});

const ROUTES = {
  authorization: '/oauth/authorize',
  pushed_authorization_request: '/oauth/par',
  token: '/oauth/token',
  device_authorization: '/oauth/device_authorization',
  code_verification: '/device',
  revocation: '/oauth/revoke',
  introspection: '/oauth/introspect',
  userinfo: '/oauth/userinfo',
  jwks: '/.well-known/jwks.json',
};

/** Sessions at the authorization server are not kept: the signed-in person answers each request. */
const nullAdapter: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
};

function storageFor(kind: string): Adapter {
  if (kind === 'Session') return nullAdapter;
  return kind === 'Client' ? { ...nullAdapter, find: findClientMetadata } : new OidcAdapter(kind);
}
