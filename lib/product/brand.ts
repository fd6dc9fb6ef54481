import { env } from '#lib/env';

/**
 * What a mail is painted with: the light colours of app/styles.css, for mail programs know no tokens. None consists of six
 * digits, which a program that looks for a code would take for one.
 */
export const COLOURS = {
  paper: '#f8f7f1',
  surface: '#fefdfb',
  ink: '#15202d',
  'ink-2': '#4c5663',
  line: '#dad7cf',
  accent: '#f4af2d',
} as const;

/** The same in the dark, for mail programs that can. */
export const DARK_COLOURS = {
  paper: '#0e141c',
  surface: '#181f28',
  ink: '#f0eee9',
  'ink-2': '#abb2bb',
  line: '#323a44',
  accent: '#fabb41',
} as const;

/** The name of the site, as people read it everywhere: SITE_NAME. */
export const siteName = () => env().SITE_NAME;

/** The links at the end of a page, in this order: those that are set. Plain error pages have none. */
export function siteLinks(): { name: 'terms' | 'privacy' | 'support'; href: string }[] {
  const { TERMS_URL, PRIVACY_URL, SUPPORT_URL } = env();
  const links = { terms: TERMS_URL, privacy: PRIVACY_URL, support: SUPPORT_URL };
  const names = ['terms', 'privacy', 'support'] as const;
  return names.flatMap((name) => (links[name] ? [{ name, href: links[name] }] : []));
}

/** Who mails are from: MAIL_FROM, under the name of the site where it is a bare address. */
export function mailSender(): string | { name: string; address: string } {
  const { MAIL_FROM = '' } = env();
  const [, bare] = MAIL_FROM.trim().match(/^<?([^\s@<>]+@[^\s@<>]+?)>?$/) ?? [];
  return bare ? { name: siteName(), address: bare } : MAIL_FROM;
}
