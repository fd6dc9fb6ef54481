import 'server-only';
import { cookies } from 'next/headers';
import { seal, unseal } from '#lib/crypto/seal';
import { randomSecret } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { PASSKEY_SECONDS } from '#lib/factors/passkey/lifetime';
import { MAILBOX_COOKIE, opensMailbox } from '#lib/mail/mailbox-key';
import { ANSWERED_SECONDS } from '#lib/providers/lifetimes';
import type { Challenge } from '#lib/session/challenge';
import {
  CHALLENGE_SECONDS,
  PERSISTENT_SESSION,
  PREFERENCE_SECONDS,
  TRUST_SECONDS,
} from '#lib/session/lifetimes';
import { openTicket, sealTicket, type Ticket } from '#lib/session/ticket';
import type { Trust } from '#lib/session/trust';
import { isLanguage } from '#texts/languages';

/** Every cookie of ours but the one of the mailbox. A new one has to stand in lib/oauth/credentials.test-support. */
export const COOKIES = [
  'session',
  'flow',
  'browser',
  'theme',
  'language',
  'asked',
  'flash',
  'challenge',
  'trusted',
  'passkey',
  'provider',
] as const;

/** `__Host-` binds a cookie to this very host over https; Safari refuses it on http://localhost. */
export const cookieName = (name: (typeof COOKIES)[number]) =>
  env().isHttps ? `__Host-${name}` : name;

export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: env().isHttps,
  path: '/',
});

export async function readTicket(): Promise<Ticket | null> {
  const sealed = (await cookies()).get(cookieName('session'))?.value;
  return sealed ? openTicket(sealed) : null;
}

/** The name of the cookie by which a browser shows that a program's request was begun in it. */
export const bindingCookieName = (number: string) => `${cookieName('asked')}-${number}`;

export const hasBindingCookie = async (number: string) =>
  (await cookies()).get(bindingCookieName(number)) !== undefined;

/** Not even one of ours that outlives signing out: a new browser, or one that keeps none. */
export const bringsNoCookie = async () => (await cookies()).size === 0;

/** The cookies in which there is something that only this browser has; empty where it has none. */
export async function readOwnCookies(): Promise<string[]> {
  const jar = await cookies();
  return (['session', 'flow', 'browser'] as const).map(
    (name) => jar.get(cookieName(name))?.value ?? '',
  );
}

/** Whether this browser may read captured mail: it followed the link that this start printed. */
export const mayReadMailbox = async () =>
  opensMailbox((await cookies()).get(MAILBOX_COOKIE)?.value);

/**
 * Gives the browser its ticket: until it closes, or for as long as "Keep me signed in" lasts. A session that
 * only goes on under a new secret keeps its end (`expiresAt`).
 */
export async function writeTicket(
  ticket: Ticket,
  { isPersistent, expiresAt }: { isPersistent: boolean; expiresAt?: Date },
) {
  const left = expiresAt && Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  const lifetime = isPersistent ? { maxAge: left ?? PERSISTENT_SESSION.absoluteSeconds } : {};
  (await cookies()).set(cookieName('session'), await sealTicket(ticket), {
    ...cookieOptions(),
    ...lifetime,
  });
}

const challengeOptions = () => ({ ...cookieOptions(), maxAge: CHALLENGE_SECONDS });

/** Gives the browser the challenge that it has to answer before it gets a ticket. */
export async function writeChallenge({ challengeId, secret }: Challenge) {
  const sealed = await seal('challenge', { challengeId, secret }, CHALLENGE_SECONDS);
  (await cookies()).set(cookieName('challenge'), sealed, challengeOptions());
}

export async function readChallenge(): Promise<Challenge | null> {
  const sealed = (await cookies()).get(cookieName('challenge'))?.value;
  const data = sealed ? await unseal('challenge', sealed, CHALLENGE_SECONDS) : null;
  const { challengeId, secret } = data ?? {};
  const isWhole = typeof challengeId === 'string' && typeof secret === 'string';
  return isWhole ? { challengeId, secret } : null;
}

export const clearChallenge = async () =>
  (await cookies()).set(cookieName('challenge'), '', { ...cookieOptions(), maxAge: 0 });

/** The secret by which a browser shows that it asked for the challenge that it answers; null where it has none. */
export async function readPasskeySecret(): Promise<string | null> {
  const sealed = (await cookies()).get(cookieName('passkey'))?.value;
  const data = sealed ? await unseal('passkey', sealed, PASSKEY_SECONDS) : null;
  return typeof data?.['secret'] === 'string' ? data['secret'] : null;
}

/** The same for a browser that asks: one secret for all of its pages, from now on for as long as a challenge lasts. */
export async function keepPasskeySecret(): Promise<string> {
  const secret = (await readPasskeySecret()) ?? randomSecret();
  const sealed = await seal('passkey', { secret }, PASSKEY_SECONDS);
  const options = { ...cookieOptions(), maxAge: PASSKEY_SECONDS };
  (await cookies()).set(cookieName('passkey'), sealed, options);
  return secret;
}

/** The secret by which a browser shows that it asked a provider; null where it has none. */
export async function readProviderSecret(): Promise<string | null> {
  const sealed = (await cookies()).get(cookieName('provider'))?.value;
  const data = sealed ? await unseal('provider-browser', sealed, ANSWERED_SECONDS) : null;
  return typeof data?.['secret'] === 'string' ? data['secret'] : null;
}

/** The same for a browser that asks: one secret for all that it asks, from now on for as long as an answer may wait. */
export async function keepProviderSecret(): Promise<string> {
  const secret = (await readProviderSecret()) ?? randomSecret();
  const sealed = await seal('provider-browser', { secret }, ANSWERED_SECONDS);
  const options = { ...cookieOptions(), maxAge: ANSWERED_SECONDS };
  (await cookies()).set(cookieName('provider'), sealed, options);
  return secret;
}

/**
 * Tells this browser in which language it is answered, as its owner has chosen; without a choice it is the browser's own.
 * It stays after signing out, and says nothing of a person. The front door reads it: see lib/server/http/request-context.
 */
export async function writeLanguage(language: string) {
  const jar = await cookies();
  const name = cookieName('language');
  if (isLanguage(language))
    jar.set(name, language, { ...cookieOptions(), maxAge: PREFERENCE_SECONDS });
  else if (jar.get(name)) jar.set(name, '', { ...cookieOptions(), maxAge: 0 });
}

export async function clearTicket() {
  (await cookies()).set(cookieName('session'), '', { ...cookieOptions(), maxAge: 0 });
}

/** Accounts that trust one browser, the latest. */
const TRUSTING = 5;

/** What this browser holds, of whichever accounts. It counts for nothing until a row says so. */
export async function readTrust(): Promise<Trust[]> {
  const sealed = (await cookies()).get(cookieName('trusted'))?.value;
  const data = sealed ? await unseal('trusted', sealed, TRUST_SECONDS) : null;
  // Nobody but us can have sealed it: what is in it is what `writeTrust` put there.
  return Array.isArray(data?.['trusted']) ? (data['trusted'] as Trust[]) : [];
}

/** Gives the browser what it holds from now on, beside what it holds of other accounts. */
export async function writeTrust(trust: Trust) {
  const others = (await readTrust()).filter(({ userId }) => userId !== trust.userId);
  const trusted = [trust, ...others].slice(0, TRUSTING);
  const sealed = await seal('trusted', { trusted }, TRUST_SECONDS);
  const options = { ...cookieOptions(), maxAge: TRUST_SECONDS };
  (await cookies()).set(cookieName('trusted'), sealed, options);
}
