import 'server-only';
import type { Problem } from '#forms/problem';
import type { StartChangeFailure } from '#lib/accounts/change-email';
import type { ChangePasswordFailure } from '#lib/accounts/change-password';
import type { ConfirmFailure } from '#lib/accounts/confirm';
import type { PasswordFailure } from '#lib/accounts/prove-password';
import type { ResetFailure, StartResetFailure } from '#lib/accounts/reset-password';
import type { SignUpFailure, VerifyFailure } from '#lib/accounts/sign-up';
import type { ChangeRoleFailure } from '#lib/admin/change-role';
import type { DisableFailure } from '#lib/admin/disable-user';
import type { DeleteFailure } from '#lib/assembly/delete-account';
import type { ResendFailure } from '#lib/codes/mail-code';
import { env } from '#lib/env';
import type { FactorFailure } from '#lib/factors/prove-factor';
import type { CreateFailure } from '#lib/notes/create-note';
import type { ShareFailure } from '#lib/notes/share-note';
import type { ClaimDeviceFailure } from '#lib/oauth/device';
import type { Failure } from '#lib/result';

export type Answer = Problem & { status?: number; retryAfter?: number | undefined };
type Sentences<Reason extends string> = Record<Reason, (failure: Failure<string>) => Answer>;

const throttled = ({ retryAfter = 60 }: Failure<string>): Answer => ({
  text: `Too many tries. Try again in ${humanTime(retryAfter)}.`,
  status: 429,
  retryAfter,
});

const busy = ({ retryAfter = 2 }: Failure<string>): Answer => ({
  text: 'Many people are signing in right now. Try again in a few seconds.',
  status: 503,
  retryAfter,
});

const codesUsedUp = (): Answer => ({
  text: 'Too many wrong codes were typed for this address. Ask for one in a browser you signed in with before, or ask the operator of this site.',
  status: 429,
});

/** What a person reads, and the status, for each reason the domain can refuse with. */
const signInSentences: Sentences<PasswordFailure> = {
  wrong_credentials: () => ({
    text: 'The email or password is not right. Check both and try again.',
    field: 'email',
    isUnmarked: true,
  }),
  too_many_attempts: throttled,
  busy,
};

const weak = ({ because = 'This password is easy to guess.' }: Failure<string>): Answer => ({
  text: because,
  field: 'password',
});

const signUpSentences: Sentences<SignUpFailure> = {
  weak_password: weak,
  too_many_attempts: throttled,
  busy,
};

const verifySentences: Sentences<VerifyFailure> = {
  wrong_code: () => ({
    text: 'This is not the code we mailed. Check it and try again.',
    field: 'code',
  }),
  code_expired: () => ({
    text: 'This code no longer works. Have another one sent.',
    field: 'code',
  }),
  codes_used_up: codesUsedUp,
  not_mailed: () => ({
    text: 'No code was mailed for this page yet, so none can be right. Have one sent.',
    field: 'code',
  }),
  too_many_attempts: throttled,
};

const startResetSentences: Sentences<StartResetFailure> = {
  codes_used_up: codesUsedUp,
  too_many_attempts: throttled,
};

const resetSentences: Sentences<ResetFailure> = { ...verifySentences, weak_password: weak, busy };

const changePasswordSentences: Sentences<ChangePasswordFailure> = {
  wrong_credentials: () => ({
    text: 'This is not your current password. Check it and try again.',
    field: 'current',
  }),
  same_password: () => ({
    text: 'This is the password you have. Choose another.',
    field: 'password',
  }),
  weak_password: weak,
  too_many_attempts: throttled,
  busy,
};

const factorSentences: Sentences<FactorFailure> = {
  wrong_factor: () => ({ text: 'This is not right. Check it and try again.', field: 'factor' }),
  too_many_attempts: throttled,
};

const confirmSentences: Sentences<ConfirmFailure> = {
  ...factorSentences,
  wrong_credentials: () => ({
    text: 'This is not your password. Check it and try again.',
    field: 'password',
  }),
  too_many_attempts: throttled,
  busy,
};

const startChangeEmailSentences: Sentences<StartChangeFailure> = {
  same_email: () => ({ text: 'Your account has this address already.', field: 'email' }),
  too_many_attempts: throttled,
};

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

const resendSentences: Sentences<ResendFailure> = {
  too_soon: ({ retryAfter = 60 }) => ({
    text: `We cannot mail this address again yet. You can ask for another code in ${humanTime(retryAfter)}.`,
    status: 429,
    retryAfter,
  }),
  flow_over: () => ({ text: 'This took too long. Go back and begin again.' }),
};

const createNoteSentences: Sentences<CreateFailure> = {
  too_many_attempts: throttled,
  // 422 and not 413: it is the account that has no room, not the request that is too long (RFC 9110 15.5.21).
  storage_full: () => ({
    text: `There is no room for this note: all your notes together may take up ${env().STORAGE_QUOTA_MB} MB. Make it shorter, or delete another first. What you typed is still here.`,
    field: 'text',
  }),
};

const editNoteSentences: Sentences<'storage_full'> = {
  storage_full: () => ({
    text: `There is no room for this: all notes of one account together may take up ${env().STORAGE_QUOTA_MB} MB, and this one counts in the account of its owner. Make it shorter, or delete another first. What you typed is still here.`,
    field: 'text',
  }),
};

/** To who may not share a note, there is no such note: no sentence. */
const shareNoteSentences: Sentences<Exclude<ShareFailure, 'not_allowed'>> = {
  own_address: () => ({
    text: 'This is your own address. You own this note already.',
    field: 'email',
  }),
  too_many_people: () => ({
    text: 'This note is shared with as many people as it can be. Remove somebody first.',
    field: 'email',
  }),
  too_many_attempts: throttled,
};

const claimDeviceSentences: Sentences<ClaimDeviceFailure> = {
  no_such_code: () => ({
    text: 'No device waits with this code. Check it, or begin again on the device.',
    field: 'user_code',
  }),
  too_many_attempts: throttled,
};

const say =
  <Reason extends string>(sentences: Sentences<Reason>) =>
  (failure: Failure<Reason>): Answer =>
    sentences[failure.reason](failure);

export const signInAnswer = say(signInSentences);
export const signUpAnswer = say(signUpSentences);
export const verifyAnswer = say(verifySentences);
export const resendAnswer = say(resendSentences);
export const startResetAnswer = say(startResetSentences);
export const resetAnswer = say(resetSentences);
export const confirmAnswer = say(confirmSentences);
export const nextAnswer = say(factorSentences);
export const startChangeEmailAnswer = say(startChangeEmailSentences);
export const accountAnswer = say(accountSentences);
export const changePasswordAnswer = say(changePasswordSentences);
export const createNoteAnswer = say(createNoteSentences);
export const editNoteAnswer = say(editNoteSentences);
export const shareNoteAnswer = say(shareNoteSentences);
export const claimDeviceAnswer = say(claimDeviceSentences);

/** Seconds as a person says them, rounded up: "40 seconds", "4 minutes", "2 hours". */
function humanTime(seconds: number): string {
  const [size, unit] =
    seconds <= 90 ? [1, 'second'] : seconds <= 90 * 60 ? [60, 'minute'] : [3600, 'hour'];
  const count = Math.max(1, Math.ceil(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
