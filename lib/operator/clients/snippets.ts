import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { env } from '#lib/env';
import type { OAuthClient } from '#lib/oauth/clients';
import { CommandRefused } from '#lib/operator/terminal';

/** The pages of the documentation, one for each software: what is printed is what stands there, and what the tests run. */
const PAGES = new URL('../../../docs/sign-in-with-gatehouse/', import.meta.url);

const known = () =>
  readdirSync(PAGES)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => name.slice(0, -3))
    .sort();

export const forOption = {
  type: 'string',
  description:
    'Print what to write for this software; its name is a page of docs/sign-in-with-gatehouse',
  default: '',
} as const;

/** What stands on the pages in the place of what differs from site to site, the longest first. */
const STANDS_FOR = {
  site: 'https://my-site.example.com',
  issuer: 'https://id.example.com',
  secret: 'my-site-secret',
  id: 'my-site',
};

function pageOf(software: string): string {
  const page = new URL(`${software}.md`, PAGES);
  if (/^[a-z0-9-]+$/.test(software) && existsSync(page)) return readFileSync(page, 'utf8');
  throw new CommandRefused(`--for is one of ${known().join(', ')}.`, 2);
}

/** Where this software takes answers: at the address that was given, or below it when that names only the site. */
export function redirectFor(software: string, given: string): string {
  if (!software) return given;
  const [, stands = ''] = pageOf(software).match(/^Redirect: `([^`]+)`$/m) ?? [];
  const isSite = URL.canParse(given) && new URL(given).pathname === '/' && stands;
  return isSite ? stands.replace(STANDS_FOR.site, new URL(given).origin) : given;
}

/** What kind of program is made with this software: a site, if its page says nothing else. */
export function kindFor(software: string): string {
  const [, kind = 'web'] = pageOf(software).match(/^Kind: `([^`]+)`$/m) ?? [];
  return kind;
}

/**
 * What to write for this software, filled in; null when none is named. Where the secret is not known any more, its place
 * says so.
 */
export function snippetFor(
  software: string,
  { id, redirectUris, audience }: OAuthClient,
  secret: string | null,
): string | null {
  if (!software) return null;
  const blocks = [...pageOf(software).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const [address = audience ?? ''] = redirectUris;
  const fill = (text: string) =>
    text
      .replaceAll(STANDS_FOR.site, URL.canParse(address) ? new URL(address).origin : '')
      .replaceAll(STANDS_FOR.issuer, env().APP_URL)
      .replaceAll(STANDS_FOR.secret, secret ?? 'the-secret')
      .replaceAll(STANDS_FOR.id, id);
  return blocks
    .filter(([, language]) => language !== 'sh')
    .map(([, , text = '']) => fill(text.trimEnd()))
    .join('\n\n');
}
