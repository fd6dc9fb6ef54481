import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { kept } from '#lib/kept';

type Words = { title: string; says: string; link?: [href: string, text: string] };

const HOME: [string, string] = ['/', 'Go to the start page'];

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
    says: 'The site changed after you opened the page. Reload it and send the form again; your browser’s Back button may still hold what you typed.',
  },
  413: {
    title: 'This is too much at once',
    says: 'What was sent is larger than any form here. Nothing was changed.',
    link: HOME,
  },
  421: {
    title: 'This is not the address of this site',
    says: 'The server does not answer under the name you used.',
  },
  431: {
    title: 'Your browser sent too much',
    says: 'The cookies or other headers for this site are too large. Delete its cookies and try again.',
  },
  500: {
    title: 'Something went wrong on our side',
    says: 'It has been written to the log. Try again in a moment.',
    link: HOME,
  },
  503: {
    title: 'We cannot do this right now',
    says: 'The site is busy or its storage does not answer. Nothing was granted and nothing was lost. Try again in a few seconds.',
  },
};

/** The sentence for an answer that no page can show, for clients that read plain text. */
export function plainText(status: number): string {
  const { title, says } = WORDS[status] ?? (WORDS[500] as Words);
  return `${title}. ${says}`;
}

/**
 * A whole page for an answer that must not depend on anything that may be broken: no script, no database,
 * no Next, the look from the one CSS file. `reference` is what the log calls this request.
 */
export function plainPage(status: number, nonce: string, reference: string): string {
  const { title, says, link } = WORDS[status] ?? (WORDS[500] as Words);
  const way = link ? `<p><a class="btn btn-quiet" href="${link[0]}">${link[1]}</a></p>` : '';
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title} · Gatehouse</title><style nonce="${nonce}">${look()}</style></head>
<body><div class="gate"><a class="skip" href="#main">Skip to the message</a><header class="bar"><a class="brand" href="/">Gatehouse</a></header><main id="main" tabindex="-1" class="narrow"><div class="pass"><div class="stub"><span>${status}</span><span>ref ${reference.slice(-12)}</span></div><div class="body stack"><h1>${title}</h1><p>${says}</p>${way}</div></div></main></div></body></html>`;
}

const look = () => kept('look', () => readFileSync(resolve('app/look.css'), 'utf8'));
