import 'server-only';
import { type Answer, answersFrom, busy, type Sentences, throttled } from '#forms/answer';
import { codeSentences } from '#forms/answers/codes';
import { factorSentences } from '#forms/answers/factors';
import type { StartChangeFailure } from '#lib/accounts/change-email';
import type { ChangePasswordFailure } from '#lib/accounts/change-password';
import type { ReauthenticateFailure } from '#lib/accounts/reauthenticate';
import type { ResetFailure } from '#lib/accounts/reset-password';
import type { SetPasswordFailure } from '#lib/accounts/set-password';
import type { CodeSignInFailure } from '#lib/accounts/sign-in-by-code';
import type { SignUpFailure } from '#lib/accounts/sign-up';
import type { WayFailure } from '#lib/accounts/ways/way';
import type { Failure } from '#lib/result';
import { say } from '#texts/say';

const signInSentences: Sentences<WayFailure> = {
  wrong_credentials: () => ({
    text: say('answers.wrongCredentials'),
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

const weak = ({ because = say('answers.weakPassword') }: Failure<string>): Answer => ({
  text: because,
  field: 'password',
});

const signUpSentences: Sentences<SignUpFailure> = {
  weak_password: weak,
  too_many_attempts: throttled,
  busy,
};

const resetSentences: Sentences<ResetFailure> = { ...codeSentences, weak_password: weak, busy };

const changePasswordSentences: Sentences<ChangePasswordFailure> = {
  wrong_credentials: () => ({
    text: say('answers.wrongCurrent'),
    field: 'current',
  }),
  same_password: () => ({
    text: say('answers.samePassword'),
    field: 'password',
  }),
  weak_password: weak,
  too_many_attempts: throttled,
  busy,
};

const confirmSentences: Sentences<ReauthenticateFailure> = {
  ...codeSentences,
  ...factorSentences,
  wrong_credentials: () => ({
    text: say('answers.wrongPassword'),
    field: 'password',
  }),
  too_many_attempts: throttled,
  busy,
};

const startChangeEmailSentences: Sentences<StartChangeFailure> = {
  same_email: () => ({ text: say('answers.sameEmail'), field: 'email' }),
  company_address: () => ({ text: say('answers.companyAddress'), field: 'email' }),
  too_many_attempts: throttled,
};

const setPasswordSentences: Sentences<SetPasswordFailure> = {
  weak_password: weak,
  has_password: () => ({ text: say('answers.hasPassword') }),
  busy,
};

export const setPasswordAnswer = answersFrom(setPasswordSentences);
export const signInAnswer = answersFrom(signInSentences);
export const wayAnswer = answersFrom(waySentences);
export const signUpAnswer = answersFrom(signUpSentences);
export const codeSignInAnswer = answersFrom<CodeSignInFailure>(codeSentences);
export const resetAnswer = answersFrom(resetSentences);
export const changePasswordAnswer = answersFrom(changePasswordSentences);
export const reauthenticateAnswer = answersFrom(confirmSentences);
export const startChangeEmailAnswer = answersFrom(startChangeEmailSentences);
