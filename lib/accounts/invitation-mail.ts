import 'server-only';
import { offers } from '#lib/accounts/ways/offered';
import { env } from '#lib/env';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

const site = () => new URL(env().APP_URL).host;

/** To the owner of an account that the operator has made: how to come in for the first time. */
export const invitationMail = () =>
  writeMail({
    template: 'invitation',
    subject: say('mails.invitationSubject', { site: site() }),
    says: [
      say('mails.invitationSays', { site: site() }),
      offers('code')
        ? say('mails.invitationByCode', { url: env().APP_URL })
        : say('mails.invitationByPassword', { url: env().APP_URL }),
    ],
    facts: [],
    otherwise: say('mails.invitationOtherwise', { site: site() }),
    site: env().APP_URL,
  });
