import 'server-only';
import { env } from '#lib/env';
import { writeMail } from '#lib/mail/template';

/**
 * Says that somebody shared a note, and nothing of what it is: neither its title nor the name of who shared
 * it, which anybody can choose. The same for addresses with an account and without.
 */
export const noteSharedMail = (sharedBy: string) =>
  writeMail({
    template: 'note-shared',
    subject: 'A note was shared with you',
    says: [
      `Somebody shared a note with this address at ${new URL(env().APP_URL).host}.`,
      `To see it, open ${env().APP_URL}/notes and sign in with this address, or create an account with it. You can leave the note there too.`,
    ],
    facts: [['Shared by', sharedBy]],
    otherwise: 'If you do not know who that is, there is nothing you have to do.',
    site: env().APP_URL,
  });
