import 'server-only';
import { CODE_MINUTES } from '#lib/codes/lifetimes';
import { env } from '#lib/env';
import { circumstances, inMail, now } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

const site = () => new URL(env().APP_URL).host;
const page = () => `${env().APP_URL}/sign-in/recover`;

/** Tells the owner of an account, at the beginning and once a day, that it can be recovered from a time on. */
export const recoveryMail = (opensAt: Date) =>
  writeMail({
    template: 'recovery',
    subject: say('recoveryMails.subject', { site: site() }),
    says: [
      say('recoveryMails.says', { site: site(), at: inMail(opensAt) }),
      say('recoveryMails.comeBack', { url: page() }),
    ],
    facts: [now()],
    otherwise: say('recoveryMails.otherwise', { url: page() }),
    site: env().APP_URL,
  });

export const recoverCodeMail = (code: string) =>
  writeMail({
    template: 'recover-code',
    subject: say('recoveryMails.codeSubject'),
    says: [
      say('recoveryMails.codeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('recoveryMails.codeOtherwise'),
    site: env().APP_URL,
  });

export const recoveredMail = () =>
  writeMail({
    template: 'recovered',
    subject: say('recoveryMails.recoveredSubject', { site: site() }),
    says: [say('recoveryMails.recoveredSays')],
    facts: circumstances(),
    otherwise: say('recoveryMails.recoveredOtherwise', { site: site() }),
    site: env().APP_URL,
  });

/** Tells the address that an account had before the operator gave it another. */
export const addressGivenMail = () =>
  writeMail({
    template: 'address-given',
    subject: say('recoveryMails.addressSubject', { site: site() }),
    says: [say('recoveryMails.addressSays', { site: site() })],
    facts: [now()],
    otherwise: say('mails.askOperator', { site: site() }),
    site: env().APP_URL,
  });
