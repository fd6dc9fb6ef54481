import 'server-only';
import { CODE_MINUTES } from '#lib/codes/lifetimes';
import { env } from '#lib/env';
import { circumstances, now } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import { sayRole } from '#lib/permissions/called';
import { siteName } from '#lib/product/brand';
import type { Role } from '#lib/resource';
import { say } from '#texts/say';

const site = () => new URL(env().APP_URL).host;

export const signUpCodeMail = (code: string) =>
  writeMail({
    template: 'sign-up-code',
    subject: say('mails.signUpCodeSubject', { name: siteName() }),
    says: [
      say('mails.signUpCodeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('mails.signUpCodeOtherwise'),
    site: env().APP_URL,
  });

export const accountExistsMail = () =>
  writeMail({
    template: 'account-exists',
    subject: say('mails.accountExistsSubject'),
    says: [
      say('mails.accountExistsSays', { site: site() }),
      say('mails.accountExistsSays2', { url: env().APP_URL }),
    ],
    facts: circumstances(),
    otherwise: say('mails.accountExistsOtherwise'),
    site: env().APP_URL,
  });

export const resetCodeMail = (code: string) =>
  writeMail({
    template: 'reset-code',
    subject: say('mails.resetCodeSubject'),
    says: [
      say('mails.resetCodeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('mails.resetCodeOtherwise'),
    site: env().APP_URL,
  });

export const signInCodeMail = (code: string) =>
  writeMail({
    template: 'sign-in-code',
    subject: say('mails.signInCodeSubject'),
    says: [
      say('mails.signInCodeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('mails.signInCodeOtherwise'),
    site: env().APP_URL,
  });

const WANTED = {
  reset: 'mails.noAccountSays',
  'sign-in': 'mails.noAccountToSignIn',
  recover: 'mails.noAccountToRecover',
} as const;

/** To the reader of a mailbox without an account, for which somebody asked for a code. */
export const noAccountMail = (wanted: keyof typeof WANTED) =>
  writeMail({
    template: 'no-account',
    subject: say('mails.noAccountSubject'),
    says: [say(WANTED[wanted], { site: site() }), say('mails.noAccountSays2')],
    facts: circumstances(),
    otherwise: say('mails.noAccountOtherwise'),
    site: env().APP_URL,
  });

export const passwordChangedMail = () =>
  writeMail({
    template: 'password-changed',
    subject: say('mails.passwordChangedSubject'),
    says: [say('mails.passwordChangedSays', { site: site() })],
    facts: circumstances(),
    otherwise: say('mails.passwordChangedOtherwise', { url: env().APP_URL }),
    site: env().APP_URL,
  });

export const changeEmailCodeMail = (code: string) =>
  writeMail({
    template: 'change-email-code',
    subject: say('mails.changeEmailCodeSubject'),
    says: [
      say('mails.changeEmailCodeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('mails.changeEmailCodeOtherwise'),
    site: env().APP_URL,
  });

export const addressTakenMail = () =>
  writeMail({
    template: 'address-taken',
    subject: say('mails.addressTakenSubject'),
    says: [say('mails.addressTakenSays', { site: site() })],
    facts: circumstances(),
    otherwise: say('mails.addressTakenOtherwise'),
    site: env().APP_URL,
  });

export const emailChangedMail = () =>
  writeMail({
    template: 'email-changed',
    subject: say('mails.emailChangedSubject'),
    says: [say('mails.emailChangedSays', { site: site() })],
    facts: circumstances(),
    otherwise: say('mails.emailChangedOtherwise', { site: site() }),
    site: env().APP_URL,
  });

export const newBrowserMail = () =>
  writeMail({
    template: 'new-browser',
    subject: say('mails.newBrowserSubject'),
    says: [say('mails.newBrowserSays', { site: site() })],
    facts: circumstances(),
    otherwise: say('mails.newBrowserOtherwise', { url: env().APP_URL }),
    site: env().APP_URL,
  });

/** An administrator or the operator is not described to them. */
export const accountDeletedMail = (isByOwner: boolean) =>
  writeMail({
    template: 'account-deleted',
    subject: say('mails.accountDeletedSubject'),
    says: [
      isByOwner
        ? say('mails.accountDeletedSays', { site: site() })
        : say('mails.accountDeletedSays2', { site: site() }),
    ],
    facts: isByOwner ? circumstances() : [now()],
    otherwise: isByOwner
      ? say('mails.accountDeletedOtherwise', { site: site() })
      : say('mails.askOperator', { site: site() }),
    site: env().APP_URL,
  });

export const roleChangedMail = (role: Role) =>
  writeMail({
    template: 'role-changed',
    subject: say('mails.roleChangedSubject'),
    says: [
      say('mails.roleChangedSays', { site: site(), role: sayRole(role) }),
      role === 'member'
        ? say('mails.roleChangedSays2')
        : say('mails.roleChangedSays3', { url: env().APP_URL }),
    ],
    facts: [now()],
    otherwise: say('mails.askOperator', { site: site() }),
    site: env().APP_URL,
  });

export const confirmCodeMail = (code: string) =>
  writeMail({
    template: 'confirm-code',
    subject: say('mails.confirmCodeSubject'),
    says: [
      say('mails.confirmCodeSays', { site: site() }),
      say('mails.useCode', { minutes: CODE_MINUTES }),
    ],
    code,
    facts: circumstances(),
    otherwise: say('mails.confirmCodeOtherwise'),
    site: env().APP_URL,
  });

export const resetAskedMail = () =>
  writeMail({
    template: 'reset-asked',
    subject: say('mails.resetAskedSubject'),
    says: [
      say('mails.resetAskedSays', { site: site() }),
      say('mails.resetAskedSays2', { url: env().APP_URL }),
    ],
    facts: [],
    otherwise: say('mails.askOperator', { site: site() }),
    site: env().APP_URL,
  });
