import 'server-only';
import type { OAuthClient } from '#lib/oauth/clients';

/**
 * Whether a program has this address now, letter by letter; of an app on the machine itself only the port may vary
 * (RFC 8252 7.3).
 */
export const isRedirectOf = ({ kind, redirectUris }: OAuthClient, uri: string): boolean =>
  redirectUris.includes(uri) ||
  (kind === 'native' && redirectUris.some((one) => withoutPort(one) === withoutPort(uri)));

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::\d+)?(?=[/?]|$)/;
const withoutPort = (uri: string) => (LOOPBACK.test(uri) ? uri.replace(LOOPBACK, '$1') : uri);
