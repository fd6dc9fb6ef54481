import 'server-only';
import { CODE_MINUTES } from '#lib/codes/lifetimes';
import { env } from '#lib/env';
import { circumstances, now } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';
import type { Role } from '#lib/permissions/resource';

const site = () => new URL(env().APP_URL).host;

export const signUpCodeMail = (code: string) =>
  writeMail({
    template: 'sign-up-code',
    subject: 'Your code for Gatehouse',
    says: [
      `Somebody, hopefully you, is creating an account at ${site()} with this address.`,
      `Type this code into the page that asked for it. It works once, for ${CODE_MINUTES} minutes, and only in the browser that asked.`,
    ],
    code,
    facts: circumstances(),
    otherwise:
      'If this was not you, do nothing: without the code no account is made. Do not give the code to anybody.',
    site: env().APP_URL,
  });

export const accountExistsMail = () =>
  writeMail({
    template: 'account-exists',
    subject: 'You already have an account',
    says: [
      `Somebody, hopefully you, tried to create an account at ${site()} with this address. There is one already, so nothing was changed.`,
      `To use it, open ${env().APP_URL}/sign-in and sign in.`,
    ],
    facts: circumstances(),
    otherwise:
      'If this was not you, there is nothing you have to do: nobody got in, and nobody was told that you have an account.',
    site: env().APP_URL,
  });

export const resetCodeMail = (code: string) =>
  writeMail({
    template: 'reset-code',
    subject: 'Your code for a new password',
    says: [
      `Somebody, hopefully you, wants to set a new password for your account at ${site()}.`,
      `Type this code into the page that asked for it. It works once, for ${CODE_MINUTES} minutes, and only in the browser that asked.`,
    ],
    code,
    facts: circumstances(),
    otherwise:
      'If this was not you, do nothing: without the code your password stays as it is. Do not give the code to anybody.',
    site: env().APP_URL,
  });

export const noAccountMail = () =>
  writeMail({
    template: 'no-account',
    subject: 'There is no account with this address',
    says: [
      `Somebody, hopefully you, wants to set a new password at ${site()}, but there is no account with this address.`,
      'If you have an account, it was made with another address of yours.',
    ],
    facts: circumstances(),
    otherwise: 'If this was not you, there is nothing you have to do.',
    site: env().APP_URL,
  });

export const passwordChangedMail = () =>
  writeMail({
    template: 'password-changed',
    subject: 'Your password was changed',
    says: [`The password of your account at ${site()} was changed.`],
    facts: circumstances(),
    otherwise: `If this was not you, open ${env().APP_URL}/forgot-password at once and set a new one: that signs everybody else out.`,
    site: env().APP_URL,
  });

export const changeEmailCodeMail = (code: string) =>
  writeMail({
    template: 'change-email-code',
    subject: 'Your code for a new address',
    says: [
      `Somebody, hopefully you, wants to use this address for an account at ${site()}.`,
      `Type this code into the page that asked for it. It works once, for ${CODE_MINUTES} minutes, and only in the browser that asked.`,
    ],
    code,
    facts: circumstances(),
    otherwise:
      'If this was not you, do nothing: without the code the address is not used. Do not give the code to anybody.',
    site: env().APP_URL,
  });

export const addressTakenMail = () =>
  writeMail({
    template: 'address-taken',
    subject: 'Somebody asked to use your address',
    says: [
      `Somebody, hopefully you, wanted to use this address for another account at ${site()}. You have an account with it already, so nothing was changed.`,
    ],
    facts: circumstances(),
    otherwise:
      'If this was not you, there is nothing you have to do: nobody was told that you have an account.',
    site: env().APP_URL,
  });

export const emailChangedMail = () =>
  writeMail({
    template: 'email-changed',
    subject: 'Your account has another address now',
    says: [
      `The address of your account at ${site()} was changed, so this mailbox no longer belongs to it.`,
    ],
    facts: circumstances(),
    otherwise: `If this was not you, somebody else is signed in to your account: write to the operator of ${site()} at once and keep this mail.`,
    site: env().APP_URL,
  });

export const newBrowserMail = () =>
  writeMail({
    template: 'new-browser',
    subject: 'Somebody signed in from a new browser',
    says: [`Your account at ${site()} was signed in to from a browser it was not used in before.`],
    facts: circumstances(),
    otherwise: `If this was not you, open ${env().APP_URL}/settings/activity, say so there, and change your password.`,
    site: env().APP_URL,
  });

/** Whoever did it for somebody else is not described to them. */
export const accountDeletedMail = (isByOwner: boolean) =>
  writeMail({
    template: 'account-deleted',
    subject: 'Your account was deleted',
    says: [
      isByOwner
        ? `Your account at ${site()} was deleted, with everything in it.`
        : `Your account at ${site()} was deleted by an administrator, with everything in it.`,
    ],
    facts: isByOwner ? circumstances() : [now()],
    otherwise: isByOwner
      ? `If this was not you, write to the operator of ${site()}.`
      : `If you wonder why, ask the operator of ${site()}.`,
    site: env().APP_URL,
  });

export const roleChangedMail = (role: Role) =>
  writeMail({
    template: 'role-changed',
    subject: 'Your role was changed',
    says: [
      `Your account at ${site()} has another role now: ${role}.`,
      role === 'member'
        ? 'You no longer see the accounts of others.'
        : `You find the accounts of others at ${env().APP_URL}/admin/users. Your sessions end sooner from now on, and you are asked for your password more often.`,
    ],
    facts: [now()],
    otherwise: `If you wonder why, ask the operator of ${site()}.`,
    site: env().APP_URL,
  });

export const resetAskedMail = () =>
  writeMail({
    template: 'reset-asked',
    subject: 'Please set a new password',
    says: [
      `The operator of ${site()} asks you to set a new password for your account. You have been signed out everywhere.`,
      `Open ${env().APP_URL}/forgot-password and follow what it says. Nobody else can set it for you.`,
    ],
    facts: [],
    otherwise: `If you wonder why, ask the operator of ${site()}.`,
    site: env().APP_URL,
  });
