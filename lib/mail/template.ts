import { type MailContent, markupOf, plain } from '#lib/mail/markup';
import { siteName } from '#lib/product/brand';
import { say } from '#texts/say';

/** A mail as it is written, before anybody says when it is sent. */
export type Mail = { template: string; subject: string; text: string; html: string };

/** The one layout of every mail: the same words as plain text and as HTML. */
export function writeMail(content: MailContent): Mail {
  const { template, subject, says, code, facts, otherwise, site } = content;
  const lines = [
    ...says,
    ...(code ? [code] : []),
    facts.map(([label, value]) => `${label}: ${plain(value)}`).join('\n'),
    otherwise,
    say('mails.sentBy', { name: plain(siteName()), site }),
  ];
  const text = lines.filter(Boolean).join('\n\n');
  return { template, subject: plain(subject), text, html: markupOf(content) };
}
