import { env } from '#lib/env';
import { writeMail } from '#lib/mail/template';
import { begin, sayOne, sayThing } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';

/**
 * Says that somebody shared a thing, and nothing of what it is: neither its title nor the name of the person who shared
 * it, which anybody can choose. The same for addresses with an account and without.
 */
export const sharedMail = ({ kind, plural }: ThingResource, sharedBy: string) => {
  const one = sayOne(kind);
  const { APP_URL } = env();
  return writeMail({
    template: `${kind}-shared`,
    subject: say('mails.sharedSubject', { one: begin(one) }),
    says: [
      say('mails.sharedSays', { one, site: new URL(APP_URL).host }),
      say('mails.sharedSays2', { url: `${APP_URL}/${plural}`, thing: sayThing(kind) }),
    ],
    facts: [[say('mails.sharedBy'), sharedBy]],
    otherwise: say('mails.sharedOtherwise'),
    site: APP_URL,
  });
};
