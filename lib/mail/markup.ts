import { COLOURS, DARK_COLOURS, siteName } from '#lib/product/brand';
import { currentDirection, currentLanguage } from '#texts/languages';
import { say } from '#texts/say';

/** What a mail says, whatever it looks like. */
export type MailContent = {
  template: string;
  subject: string;
  /** What happened, one paragraph each. The first is what a list of mails shows behind the subject. */
  says: string[];
  /** A code to type, shown large. */
  code?: string;
  /** When and where it happened. */
  facts: [label: string, value: string][];
  /** What to do when it was somebody else. */
  otherwise: string;
  /** Where the mail comes from: the address of the site. */
  site: string;
};

/** The colours of each part, in the light in its style, and in the dark by its class, which wins over that. */
const PARTS = {
  paper: { background: 'paper', color: 'ink' },
  card: { background: 'surface', 'border-color': 'line' },
  bar: { color: 'ink-2', 'border-color': 'line' },
  code: { 'border-color': 'line', background: 'paper', color: 'ink' },
  quiet: { color: 'ink-2' },
} as const;
type Part = keyof typeof PARTS;

const coloured = (part: Part, colours: Record<keyof typeof COLOURS, string>, behind = '') =>
  Object.entries(PARTS[part])
    .map(([name, colour]) => `${name}:${colours[colour]}${behind}`)
    .join(';');

const IN_THE_DARK = Object.keys(PARTS)
  .map((part) => `.${part}{${coloured(part as Part, DARK_COLOURS, '!important')}}`)
  .join('');

/** What an element is, with its style: what stays the same everywhere, and then its colours in the light. */
const as = (part: Part, style: string) =>
  `class="${part}" style="${style};${coloured(part, COLOURS)}"`;

/** A mail as HTML: no picture, no link, no script, and everything that somebody else chose as text. */
export function markupOf({ subject, says, code, facts, otherwise, site }: MailContent): string {
  const [direction, begin] = currentDirection() === 'rtl' ? ['rtl', 'right'] : ['ltr', 'left'];
  const row = ([label, value]: [string, string]) =>
    `<tr><th scope="row" ${as('quiet', `padding:4px 0;padding-${begin === 'left' ? 'right' : 'left'}:16px;font-weight:400;text-align:${begin}`)}>${escapeHtml(label)}</th><td style="padding:4px 0">${inert(value)}</td></tr>`;
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  return `<!doctype html><html lang="${currentLanguage()}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(subject)}</title>
<style>:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${IN_THE_DARK}}</style></head>
<body ${as('paper', 'margin:0;font:16px/1.5 system-ui,sans-serif')}>
<div style="display:none;max-height:0;overflow:hidden" data-preheader>${escapeHtml(says[0] ?? '')}</div>
<div ${as('paper', 'padding:32px 16px')}><div ${as('card', 'max-width:560px;margin:0 auto;border:1px solid;border-radius:20px;overflow:hidden')}>
<div ${as('bar', `padding:12px 24px;border-bottom:2px dashed;font:600 14px/1.4 ui-monospace,monospace`)}><span style="display:inline-block;width:10px;height:10px;margin-${begin === 'left' ? 'right' : 'left'}:10px;border-radius:50%;background:${COLOURS.accent}"></span>${inert(siteName())}</div>
<div style="padding:24px"><h1 style="margin:0 0 16px;font-size:24px;line-height:1.2">${escapeHtml(subject)}</h1>
${says.map(paragraph).join('\n')}
${code ? `<p ${as('code', 'margin:0 0 16px;padding:16px;border:1px solid;border-radius:8px;text-align:center;font:600 32px/1 ui-monospace,monospace;letter-spacing:.25em')} dir="ltr">${escapeHtml(code)}</p>` : ''}
${facts.length > 0 ? `<table style="margin:0 0 16px;font-size:14px;border-collapse:collapse">${facts.map(row).join('')}</table>` : ''}
<p style="margin:0">${escapeHtml(otherwise)}</p></div></div>
<p ${as('quiet', 'max-width:560px;margin:16px auto 0;font-size:13px;text-align:center')}>${inert(say('mails.sentBy', { name: siteName(), site }))}</p></div></body></html>`;
}

/** A mail for a page to show in a frame, which has the policy of its page: the style sheet counts by the nonce of that. */
export const withNonce = (html: string, nonce: string) =>
  html.replace('<style>', `<style nonce="${nonce}">`);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string) =>
  plain(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Escaped, and with its dots and schemes broken up so that no mail program makes a link of it. */
const inert = (text: string) => escapeHtml(text).replace(/([.:/@])(?=\S)/g, '$1&#8203;');

/** One line without control, direction-changing or invisible characters. */
export const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
