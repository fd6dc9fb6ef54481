import 'server-only';
import { env } from '#lib/env';
import { circumstances, now } from '#lib/mail/circumstances';
import { writeMail } from '#lib/mail/template';

const site = () => new URL(env().APP_URL).host;

/** Says that a program may act for the person from now on. */
export const consentMail = (client: string) =>
  writeMail({
    template: 'client-let-in',
    subject: 'You let a program in',
    says: [
      `${client} may use your account at ${site()} from now on. You find it at ${env().APP_URL}/settings/sessions, where you can end it at any time.`,
    ],
    facts: [['Program', client], ...circumstances()],
    otherwise: `If this was not you, end it there at once and change your password.`,
    site: env().APP_URL,
  });

/** Says that a token was used a second time, and that the program was signed out because of it. */
export const tokenReusedMail = (client: string) =>
  writeMail({
    template: 'token-reused',
    subject: 'A program was signed out to be safe',
    says: [
      `A token of ${client} for your account at ${site()} was used a second time. That happens when somebody has copied it, so ${client} was signed out.`,
      'To go on, sign in with it again. If it happens again, look for who else can read the files of that device.',
    ],
    facts: [['Program', client], now()],
    otherwise: `What it was used for lately is at ${env().APP_URL}/settings/activity.`,
    site: env().APP_URL,
  });
