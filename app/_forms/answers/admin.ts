import 'server-only';
import { type Answer, type Sentences, say } from '#forms/answer';
import type { ChangeRoleFailure } from '#lib/admin/change-role';
import type { DisableFailure } from '#lib/admin/disable-user';
import type { DeleteFailure } from '#lib/assembly/delete-account';

const lastAdministrator = (): Answer => ({
  text: 'This is the last administrator who can sign in. Make somebody else an administrator first.',
  status: 409,
});

const noSuchUser = (): Answer => ({
  text: 'There is no such account any more.',
  status: 409,
});

const accountSentences: Sentences<DisableFailure | ChangeRoleFailure | DeleteFailure> = {
  last_administrator: lastAdministrator,
  no_such_user: noSuchUser,
};

export const accountAnswer = say(accountSentences);
