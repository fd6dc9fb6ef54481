import 'server-only';
import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { env } from '#lib/env';

/** The software's own name, whatever the site is called. */
const SOFTWARE = 'Gatehouse';

/**
 * The words that no password may consist of because everybody who knows this site knows them (ASVS 6.1.2):
 * the software's name, SITE_NAME, the operator's PASSWORD_WORDS, the labels of APP_URL's host, and the name and the
 * domain of MAIL_FROM. The last label of a domain says nothing about it and is left out.
 */
export function siteWords(): string[] {
  const { APP_URL, SITE_NAME, MAIL_FROM = '', PASSWORD_WORDS = '' } = env();
  const [, name = '', domain = ''] = MAIL_FROM.match(/^(.*?)<?[^\s@<>]+@([^\s@<>]+)>?$/) ?? [];
  const words = [
    SOFTWARE,
    SITE_NAME,
    ...PASSWORD_WORDS.split(','),
    ...labelsOf(new URL(APP_URL).hostname),
    name.replaceAll('"', ''),
    ...labelsOf(domain),
  ];
  return [...new Set(words.map((word) => word.trim()).filter(Boolean))];
}

function labelsOf(host: string): string[] {
  if (isIP(host.replace(/^\[|\]$/g, ''))) return [];
  const named = [host, domainToUnicode(host)].map((form) => form.split('.'));
  return named.flatMap((labels) => (labels.length > 1 ? labels.slice(0, -1) : labels));
}
