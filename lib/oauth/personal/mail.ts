import 'server-only';
import { env } from '#lib/env';
import { circumstances } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import type { TokenWish } from '#lib/oauth/personal/fields';
import { sayScope } from '#lib/oauth/scopes';
import { say } from '#texts/say';

/** Says that a token was made by which a program may act for the person from now on: for how long, and for what. */
export function tokenMadeMail({ days, scopes }: TokenWish) {
  const { APP_URL: url, host: site } = env();
  return writeMail({
    template: 'token-made',
    subject: say('tokenMail.subject'),
    says: [say('tokenMail.made', { site, days }), say('tokenMail.where', { url })],
    facts: [
      [say('tokenMail.may'), scopes.map((scope) => sayScope(scope)).join('; ')],
      ...circumstances(),
    ],
    otherwise: say('credentialMails.otherwise', { url }),
    site: url,
  });
}
