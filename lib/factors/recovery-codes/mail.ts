import 'server-only';
import { env } from '#lib/env';
import { FEW_CODES } from '#lib/factors/recovery-codes/rows';
import { circumstances } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

/** Tells the owner that one of their codes was used, how many are left, and when it is time for new ones. */
export const recoveryCodeUsedMail = (left: number) => {
  const { APP_URL: url } = env();
  return writeMail({
    template: 'recovery-code-used',
    subject: say('recoveryCodeMail.subject'),
    says: [
      say('recoveryCodeMail.used', { site: new URL(url).host, left }),
      ...(left <= FEW_CODES ? [say('recoveryCodeMail.few', { url })] : []),
    ],
    facts: circumstances(),
    otherwise: say('recoveryCodeMail.otherwise', { url }),
    site: url,
  });
};
