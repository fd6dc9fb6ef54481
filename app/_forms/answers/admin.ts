import 'server-only';
import { type Answer, answersFrom, type Sentences } from '#forms/answer';
import type { ChangeUserRoleFailure } from '#lib/admin/change-role';
import type { DisableFailure } from '#lib/admin/disable-user';
import type { DeleteFailure } from '#lib/assembly/delete-account';
import { say } from '#texts/say';

const lastAdministrator = (): Answer => ({
  text: say('answers.lastAdministrator'),
  status: 409,
});

const noSuchUser = (): Answer => ({
  text: say('answers.noSuchUser'),
  status: 409,
});

const accountSentences: Sentences<DisableFailure | ChangeUserRoleFailure | DeleteFailure> = {
  last_administrator: lastAdministrator,
  no_such_user: noSuchUser,
};

export const accountAnswer = answersFrom(accountSentences);
