import { COLOURS, siteName } from '#lib/product/brand';
import { currentDirection, currentLanguage } from '#texts/languages';
import { say } from '#texts/say';

/** A mail as it is written, before anybody says when it is sent. */
export type Mail = { template: string; subject: string; text: string; html: string };

type Content = {
  template: string;
  subject: string;
  /** What happened, one paragraph each. */
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

/** The one layout of every mail: the same words as plain text and as HTML. */
export function writeMail({
  template,
  subject,
  says,
  code,
  facts,
  otherwise,
  site,
}: Content): Mail {
  const lines = [
    ...says,
    ...(code ? [code] : []),
    facts.map(([label, value]) => `${label}: ${plain(value)}`).join('\n'),
    otherwise,
    say('mails.sentBy', { name: plain(siteName()), site }),
  ];
  const row = ([label, value]: [string, string]) =>
    `<tr><td style="padding:4px 16px 4px 0;color:${COLOURS['ink-2']}">${escapeHtml(label)}</td><td style="padding:4px 0">${inert(value)}</td></tr>`;
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const html = `<!doctype html><html lang="${currentLanguage()}" dir="${currentDirection()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:${COLOURS.paper};color:${COLOURS.ink};font:16px/1.5 system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 16px"><div style="background:${COLOURS.surface};border:1px solid ${COLOURS.line};border-radius:20px;overflow:hidden">
<div style="padding:12px 24px;border-left:6px solid ${COLOURS.accent};border-bottom:2px dashed ${COLOURS.line};font:13px/1.4 ui-monospace,monospace;color:${COLOURS['ink-2']}">${inert(siteName())} · ${inert(site)}</div>
<div style="padding:24px"><h1 style="margin:0 0 16px;font-size:24px;line-height:1.2">${escapeHtml(subject)}</h1>
${says.map(paragraph).join('\n')}
${code ? `<p style="margin:0 0 16px;padding:16px;border:1px solid ${COLOURS.line};border-radius:8px;text-align:center;font:600 32px/1 ui-monospace,monospace;letter-spacing:.25em">${escapeHtml(code)}</p>` : ''}
<table style="margin:0 0 16px;font-size:14px;border-collapse:collapse">${facts.map(row).join('')}</table>
<p style="margin:0;color:${COLOURS['ink-2']}">${escapeHtml(otherwise)}</p></div></div></div></body></html>`;
  return { template, subject: plain(subject), text: lines.join('\n\n'), html };
}

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
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
