import 'server-only';
import { cookies } from 'next/headers';
import { cookieName, cookieOptions } from '#lib/session/cookie';
import { PREFERENCE_SECONDS } from '#lib/session/lifetimes';

const THEMES = ['light', 'dark'];

/** The colours this browser was told to show, or undefined: as the system has it. Says nothing of a person. */
export async function readTheme(): Promise<string | undefined> {
  const theme = (await cookies()).get(cookieName('theme'))?.value;
  return THEMES.find((known) => known === theme);
}

export async function writeTheme(theme: string) {
  const maxAge = THEMES.includes(theme) ? PREFERENCE_SECONDS : 0;
  (await cookies()).set(cookieName('theme'), theme, { ...cookieOptions(), maxAge });
}
