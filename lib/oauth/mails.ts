import 'server-only';
import { env } from '#lib/env';
import { circumstances, now } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

const site = () => new URL(env().APP_URL).host;

/** Says that a program may act for the person from now on, and on which page of theirs they end that. */
export const consentMail = (client: string, path: string) =>
  writeMail({
    template: 'client-let-in',
    subject: say('mails.clientLetInSubject'),
    says: [say('mails.clientLetInSays', { client, site: site(), url: env().APP_URL, path })],
    facts: [[say('mails.program'), client], ...circumstances()],
    otherwise: say('mails.clientLetInOtherwise'),
    site: env().APP_URL,
  });

/** Says that a token was used a second time, and that the program was signed out because of it. */
export const tokenReusedMail = (client: string) =>
  writeMail({
    template: 'token-reused',
    subject: say('mails.tokenReusedSubject'),
    says: [say('mails.tokenReusedSays', { client, site: site() }), say('mails.tokenReusedSays2')],
    facts: [[say('mails.program'), client], now()],
    otherwise: say('mails.tokenReusedOtherwise', { url: env().APP_URL }),
    site: env().APP_URL,
  });
