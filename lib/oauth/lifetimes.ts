import { CLIENT_SESSION } from '#lib/session/lifetimes';

/** How long what a program holds is good for. Seconds. RFC 9700, OWASP ASVS 10.4. */
export const ACCESS_TOKEN_SECONDS = 600;
export const ID_TOKEN_SECONDS = 600;
const CODE_SECONDS = 60;
/** A request that was pushed waits this long for the browser that it was pushed for. RFC 9126 2.2. */
const PUSHED_SECONDS = 60;
export const DEVICE_CODE_SECONDS = 600;
/** A device asks this often whether it was let in. RFC 8628 3.5. */
export const POLL_SECONDS = 5;
/** A person may take this long to say yes. */
export const CONSENT_SECONDS = 600;

/** The session of an app lasts this long until the app fetches its tokens. */
export const FRESH_SECONDS = 900;

/** What a site is told of the end of a session is good for this long (OpenID Back-Channel Logout 1.0 2.4). */
export const LOGOUT_TOKEN_SECONDS = 120;

/** A program that refreshes again within this time, because the answer was lost, gets the same answer. */
export const RETRY_SECONDS = 10;

/** A key signs this long at most; then the server makes another. */
export const KEY_SECONDS = 90 * 24 * 3600;

/** A key that no longer signs still verifies this long: longer than anything it has signed is good for. */
export const KEY_OVERLAP_SECONDS = 24 * 3600;

/** The secret of a program before the one of now stays good this long: so long its owner may take to put in the new one. */
export const SECRET_OVERLAP_SECONDS = 24 * 3600;

/**
 * How long others may keep what is published, by its address. A new key signs at once, so for the keys it is short:
 * a verifier that does not know a key asks again, and what was dropped is believed this long at most.
 */
export const PUBLISHED_SECONDS: Record<string, number> = {
  '/.well-known/openid-configuration': 300,
  '/.well-known/oauth-authorization-server': 300,
  '/.well-known/jwks.json': 60,
};

/** How long what is kept of each kind is good for at most, as oidc-provider names them. */
export const RECORD_SECONDS = {
  AccessToken: ACCESS_TOKEN_SECONDS,
  ClientCredentials: ACCESS_TOKEN_SECONDS,
  AuthorizationCode: CODE_SECONDS,
  DeviceCode: DEVICE_CODE_SECONDS,
  PushedAuthorizationRequest: PUSHED_SECONDS,
  Interaction: CONSENT_SECONDS,
  RefreshToken: CLIENT_SESSION.idleSeconds,
  Grant: CLIENT_SESSION.absoluteSeconds,
};
