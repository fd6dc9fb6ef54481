import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { siteName } from '#lib/product/brand';
import { pageTitle } from '#lib/product/title';
import type { RefusalText } from '#lib/request/context';
import { sayWait } from '#lib/request/wait';
import { fontFaces } from '#lib/server/http/fonts';
import { escaped } from '#lib/server/http/given-back';
import { singleton } from '#lib/singleton';
import { currentDirection, currentLanguage } from '#texts/languages';
import { say } from '#texts/say';

type Words = { title: string; says: string; link?: [href: string, text: string] };

const home = (): [string, string] => ['/', say('http.home')];
const dashboard = (): [string, string] => ['/dashboard', say('http.dashboard')];

/** What has a title and a sentence of its own. */
const KNOWN = [400, 403, 404, 405, 408, 409, 413, 410, 414, 415, 421, 429, 431, 500, 503] as const;
type Known = (typeof KNOWN)[number];
/** From where no way leads to another page. */
const WITHOUT_LINK: number[] = [409, 421, 431];

/** The sentence for an answer that no page can show, for clients that read plain text. */
export function errorText(status: number): string {
  const { title, says } = wordsFor(status);
  return `${title}. ${says}`;
}

/** What has no words of its own is the sender's doing below 500, and ours from there on. */
function wordsFor(status: number): Words {
  const known: Known = KNOWN.find((one) => one === status) ?? (status < 500 ? 400 : 500);
  const said = { title: say(`http.title${known}`), says: say(`http.says${known}`) };
  return WITHOUT_LINK.includes(known) ? said : { ...said, link: home() };
}

/** What a plain page says besides the words for its status. */
export type ErrorDetails = {
  /** In the place of those words. */
  refusal?: RefusalText | undefined;
  /** The form that it answers, as HTML. */
  form?: string;
  /** Another address of ours to go on at. */
  link?: [href: string, text: string];
  /** Seconds until it may be tried again. */
  retryAfter?: number | undefined;
  /** How many bytes may be sent to this address. */
  limit?: number;
  /** The browser brings the cookie of a session: whether it is alive nobody has looked. */
  isSignedIn?: boolean;
  theme?: string | undefined;
};

/**
 * A whole page for an answer that must not depend on anything that may be broken: no script, no database,
 * no Next, the look from the one CSS file, and the fonts only if they come. `reference` is what the log
 * calls this request.
 */
export function errorPage(
  status: number,
  nonce: string,
  reference: string,
  details: ErrorDetails = {},
): string {
  const { refusal, form = '', link: there, isSignedIn, theme } = details;
  const words = wordsFor(status);
  const { title, says } = refusal ?? words;
  const start = isSignedIn ? startFor(words) : words.link;
  const link = refusal ? refusal.way : (there ?? start);
  // Beside a form it opens in a tab of its own: what was typed stays in this one.
  const tab = form ? ' target="_blank"' : '';
  const way = link
    ? `<p><a class="btn btn-quiet" href="${escaped(link[0])}"${tab}>${escaped(form ? say('common.newTab', { what: link[1] }) : link[1])}</a></p>`
    : '';
  return `<!doctype html><html lang="${currentLanguage()}" dir="${currentDirection()}"${theme ? ` data-theme="${theme}"` : ''}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(pageTitle(siteName(), title))}</title><style nonce="${nonce}">${look()}</style></head>
<body><div class="gate"><a class="skip" href="#main">${escaped(say('common.failedSkip'))}</a><header class="bar"><a class="brand" href="/"><bdi>${escaped(siteName())}</bdi></a></header><main id="main" tabindex="-1" class="narrow"><div class="auth-card"><div class="auth-card-head"><span>${status}</span><span>${escaped(say('common.failedRef', { ref: reference.slice(-12) }))}</span></div><div class="body stack"><h1>${escaped(title)}</h1><p>${escaped(says)}${moreText(status, details)}</p>${way}${form}</div></div></main></div></body></html>`;
}

const startFor = ({ link }: Words) => link && dashboard();

/** What there is to add in numbers, where they are known: how long to wait, how much may be sent. */
export function moreText(status: number, { retryAfter, limit }: ErrorDetails): string {
  if (status === 429 && retryAfter) return ` ${say('http.again', { time: sayWait(retryAfter) })}`;
  return status === 413 && limit ? ` ${say('http.most', { size: sizeOf(limit) })}` : '';
}

const sizeOf = (bytes: number) =>
  bytes < MB ? `${Math.floor(bytes / 1024)} KB` : `${Math.floor(bytes / MB)} MB`;
const MB = 1024 * 1024;

const look = () =>
  singleton('look', () => fontFaces() + readFileSync(resolve('app/styles.css'), 'utf8'));
