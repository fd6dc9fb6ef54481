import 'server-only';
import { env } from '#lib/env';
import { LANGUAGES } from '#texts/languages';

const DAY_MS = 86_400_000;
const GOOD_FOR_DAYS = 90;

/**
 * The text of /.well-known/security.txt (RFC 9116), made at each request: `Expires` is ninety days after the day of the
 * request, so a server that runs never shows one that has expired. Null without SECURITY_CONTACT.
 */
export function securityTxt(now = Date.now()): string | null {
  const { APP_URL, SECURITY_CONTACT, SECURITY_POLICY } = env();
  if (!SECURITY_CONTACT) return null;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const expires = new Date(today + GOOD_FOR_DAYS * DAY_MS).toISOString().replace('.000', '');
  const fields: [name: string, value: string | undefined][] = [
    ['Contact', SECURITY_CONTACT],
    ['Expires', expires],
    ['Canonical', `${APP_URL}/.well-known/security.txt`],
    ['Policy', SECURITY_POLICY],
    ['Preferred-Languages', LANGUAGES.join(', ')],
  ];
  return fields.map(([name, value]) => (value ? `${name}: ${value}\n` : '')).join('');
}
