import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { seal, unseal } from '#lib/crypto/seal';
import { currentRequest, setResponse } from '#lib/request/context';
import { cookieName, cookieOptions } from '#lib/session/cookie';
import { getViewer } from '#lib/session/viewer';

/** What was just done, to be told once: by which word, on which page, and to whom. */
export type Flash = {
  word: string;
  path: string;
  /** The id of an account, `nobody` (a person who is not signed in), or `anybody`, where it concerns no account. */
  to: string;
};

/** Long enough to prove oneself again on the way to the page. */
const FLASH_SECONDS = 120;

const options = () => ({ ...cookieOptions(), maxAge: FLASH_SECONDS });
const sealed = ({ word, path, to }: Flash) => seal('flash', { word, path, to }, FLASH_SECONDS);

/** Leaves word in this browser for the next page. An earlier word that was not told yet is dropped. */
export async function writeFlash(flash: Flash) {
  (await cookies()).set(cookieName('flash'), await sealed(flash), options());
}

/** The same as a header line, for answers that Next has no part in. */
export async function flashLine(flash: Flash): Promise<string> {
  const secure = options().secure ? '; Secure' : '';
  const rest = `Path=/; Max-Age=${FLASH_SECONDS}${secure}; HttpOnly; SameSite=lax`;
  return `${cookieName('flash')}=${await sealed(flash)}; ${rest}`;
}

/**
 * The word that was left for this page and this person, or null. Only for a page that somebody opens, and once:
 * its answer takes the cookie back. Nothing in the address has a say in it.
 */
export const takeFlash = cache(async (): Promise<string | null> => {
  const context = currentRequest();
  const left = (await cookies()).get(cookieName('flash'))?.value;
  if (!left || context?.method !== 'GET' || context.isPrefetch) return null;
  const data = await unseal('flash', left, FLASH_SECONDS);
  if (!data || data['path'] !== pathOf(context.url)) return null;
  if (data['to'] !== 'anybody' && data['to'] !== ((await getViewer())?.user.id ?? 'nobody'))
    return null;
  setResponse({ takesBack: cookieName('flash') });
  return String(data['word']);
});

const pathOf = (url: string) => new URL(url, 'http://site.invalid').pathname;
