import 'server-only';
import { env } from '#lib/env';
import { circumstances } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

/** What somebody signs in with, as the log and the mails call it. */
export type Credential = 'password' | 'passkey' | 'totp' | 'recovery_codes' | 'connection';
export type CredentialChange = 'added' | 'renamed' | 'removed';

/** Tells the owner of an account that something they sign in with was added, renamed or removed. */
export const credentialMail = (what: Credential, change: CredentialChange) => {
  const site = new URL(env().APP_URL).host;
  return writeMail({
    template: `credential-${change}`,
    subject: say(`credentialMails.${what}_${change}`, { site }),
    says: [say(`credentialMails.${what}_${change}`, { site })],
    facts: circumstances(),
    otherwise: say('credentialMails.otherwise', { url: env().APP_URL }),
    site: env().APP_URL,
  });
};
