import 'server-only';
import { env } from '#lib/env';
import { writeMail } from '#lib/mail/template';
import { say } from '#texts/say';

/**
 * Says that somebody shared a note, and nothing of what it is: neither its title nor the name of the person who shared
 * it, which anybody can choose. The same for addresses with an account and without.
 */
export const noteSharedMail = (sharedBy: string) =>
  writeMail({
    template: 'note-shared',
    subject: say('mails.noteSharedSubject'),
    says: [
      say('mails.noteSharedSays', { site: new URL(env().APP_URL).host }),
      say('mails.noteSharedSays2', { url: env().APP_URL }),
    ],
    facts: [[say('mails.sharedBy'), sharedBy]],
    otherwise: say('mails.noteSharedOtherwise'),
    site: env().APP_URL,
  });
