import 'server-only';
import { type Answer, busy, type Sentences, say, throttled } from '#forms/answer';
import { codeSentences, codesUsedUp } from '#forms/answers/codes';
import { factorSentences } from '#forms/answers/factors';
import type { StartChangeFailure } from '#lib/accounts/change-email';
import type { ChangePasswordFailure } from '#lib/accounts/change-password';
import type { ConfirmFailure } from '#lib/accounts/confirm';
import type { ResetFailure, StartResetFailure } from '#lib/accounts/reset-password';
import type { SignUpFailure } from '#lib/accounts/sign-up';
import type { WayFailure } from '#lib/accounts/ways/way';
import type { Failure } from '#lib/result';

const signInSentences: Sentences<WayFailure> = {
  wrong_credentials: () => ({
    text: 'The email or password is not right. Check both and try again.',
    field: 'email',
    isUnmarked: true,
  }),
  too_many_attempts: throttled,
  busy,
};

/** The same for any other way in. */
const waySentences: Sentences<WayFailure> = {
  ...signInSentences,
  wrong_credentials: (failure) => ({
    ...factorSentences.wrong_factor(failure),
    field: 'email',
    isUnmarked: true,
  }),
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

const startResetSentences: Sentences<StartResetFailure> = {
  codes_used_up: codesUsedUp,
  too_many_attempts: throttled,
};

const resetSentences: Sentences<ResetFailure> = { ...codeSentences, weak_password: weak, busy };

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

export const signInAnswer = say(signInSentences);
export const wayAnswer = say(waySentences);
export const signUpAnswer = say(signUpSentences);
export const startResetAnswer = say(startResetSentences);
export const resetAnswer = say(resetSentences);
export const changePasswordAnswer = say(changePasswordSentences);
export const confirmAnswer = say(confirmSentences);
export const startChangeEmailAnswer = say(startChangeEmailSentences);
