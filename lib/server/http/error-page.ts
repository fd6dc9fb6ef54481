import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { RefusalText } from '#lib/request/context';
import { fontFaces } from '#lib/server/http/fonts';
import { escaped } from '#lib/server/http/given-back';
import { singleton } from '#lib/singleton';

type Words = { title: string; says: string; link?: [href: string, text: string] };

const HOME: [string, string] = ['/', 'Go to the start page'];
const DASHBOARD: [string, string] = ['/dashboard', 'Go to your dashboard'];

const WORDS: Record<number, Words> = {
  400: {
    title: 'We could not read this request',
    says: 'Something in it is broken or not meant for this site. Nothing was changed.',
    link: HOME,
  },
  403: {
    title: 'This did not come from our own page',
    says: 'The form was sent from another site, or your browser did not say where from. Nothing was changed. Open the page here and send it again.',
    link: HOME,
  },
  404: {
    title: 'There is no such page',
    says: 'It may have been moved, the address may be mistyped, or it is not yours to see.',
    link: HOME,
  },
  405: {
    title: 'This page cannot be used that way',
    says: 'Open it with a link, or send one of its forms.',
    link: HOME,
  },
  408: {
    title: 'This took too long',
    says: 'The request did not arrive in time. Nothing was changed.',
    link: HOME,
  },
  409: {
    title: 'This page has been updated',
    says: 'The site was updated after you opened the page. Nothing was changed. Open the page again and send the form from there.',
  },
  413: {
    title: 'This is too much at once',
    says: 'What was sent is larger than any form here: a note may have 384 kB, anything else 64 kB. Nothing was changed.',
    link: HOME,
  },
  410: {
    title: 'This is over',
    says: 'What you asked for is no longer here. Begin it anew.',
    link: HOME,
  },
  414: {
    title: 'This address is too long',
    says: 'An address here has at most 8,192 characters. Nothing was changed. Shorten what comes after the question mark.',
    link: HOME,
  },
  415: {
    title: 'This cannot be read here',
    says: 'What was sent is of a kind that this address does not take. Nothing was changed.',
    link: HOME,
  },
  421: {
    title: 'This is not the address of this site',
    says: 'The server does not answer under the name you used.',
  },
  429: {
    title: 'This was too often',
    says: 'Too many requests like this one came from you or from your network. Nothing was changed.',
    link: HOME,
  },
  431: {
    title: 'Your browser sent too much',
    says: 'The cookies or other headers for this site are too large. Delete its cookies and try again.',
  },
  500: {
    title: 'Something went wrong on our side',
    says: 'It has been written to the log. If you sent something, look whether it was saved before you send it again.',
    link: HOME,
  },
  503: {
    title: 'We cannot do this right now',
    says: 'The site is busy or its storage does not answer. Try again in a few seconds. If you sent something, look whether it was saved before you send it again.',
    link: HOME,
  },
};

/** The sentence for an answer that no page can show, for clients that read plain text. */
export function errorText(status: number): string {
  const { title, says } = wordsFor(status);
  return `${title}. ${says}`;
}

/** What has no words of its own is the sender's doing below 500, and ours from there on. */
const wordsFor = (status: number): Words =>
  WORDS[status] ?? (WORDS[status < 500 ? 400 : 500] as Words);

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
  { refusal, form = '', link: there, retryAfter, isSignedIn, theme }: ErrorDetails = {},
): string {
  const words = wordsFor(status);
  const { title, says } = refusal ?? words;
  const home = isSignedIn ? homeFor(words) : words.link;
  const link = refusal ? refusal.way : (there ?? home);
  // Beside a form it opens in a tab of its own: what was typed stays in this one.
  const tab = form ? ' target="_blank"' : '';
  const note = form ? ' (in a new tab)' : '';
  const way = link
    ? `<p><a class="btn btn-quiet" href="${escaped(link[0])}"${tab}>${escaped(link[1])}${note}</a></p>`
    : '';
  return `<!doctype html><html lang="en" dir="ltr"${theme ? ` data-theme="${theme}"` : ''}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(title)} · Gatehouse</title><style nonce="${nonce}">${look()}</style></head>
<body><div class="gate"><a class="skip" href="#main">Skip to the message</a><header class="bar"><a class="brand" href="/">Gatehouse</a></header><main id="main" tabindex="-1" class="narrow"><div class="auth-card"><div class="auth-card-head"><span>${status}</span><span>ref ${reference.slice(-12)}</span></div><div class="body stack"><h1>${escaped(title)}</h1><p>${escaped(says)}${retryText(status, retryAfter)}</p>${way}${form}</div></div></main></div></body></html>`;
}

const homeFor = ({ link }: Words) => link && DASHBOARD;

/** How long to wait, in words, where that is known. */
export const retryText = (status: number, seconds: number | undefined) =>
  status === 429 && seconds ? ` Try again in ${inWords(seconds)}.` : '';

function inWords(seconds: number): string {
  const [count, unit] =
    seconds < 90
      ? [seconds, 'second']
      : seconds < 5400
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const look = () =>
  singleton('look', () => fontFaces() + readFileSync(resolve('app/styles.css'), 'utf8'));
