import 'server-only';
import { isIP } from 'node:net';
import { env } from '#lib/env';

/**
 * What passkeys are bound to: the host of APP_URL (WebAuthn RP ID), and the one origin that may ask for them. Null where
 * that host is an address in numbers, for which browsers make none (WebAuthn 5.1.2).
 */
export function passkeySite(): { host: string; origin: string } | null {
  const { hostname, origin } = new URL(env().APP_URL);
  const isNumber = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return isNumber ? null : { host: hostname, origin };
}
