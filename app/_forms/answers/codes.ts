import 'server-only';
import { type Answer, answersFrom, type Sentences, throttled } from '#forms/answer';
import type { CodeRequestFailure } from '#lib/codes/code-budget';
import type { ResendFailure } from '#lib/codes/mail-code';
import type { CodeFailure } from '#lib/codes/redeem';
import { sayWait } from '#lib/request/wait';
import { say } from '#texts/say';

const codesUsedUp = (): Answer => ({
  text: say('answers.codesUsedUp'),
  status: 429,
});

export const codeSentences: Sentences<CodeFailure> = {
  wrong_code: () => ({
    text: say('answers.wrongCode'),
    field: 'code',
  }),
  code_expired: () => ({
    text: say('answers.codeExpired'),
    field: 'code',
  }),
  codes_used_up: codesUsedUp,
  not_mailed: () => ({
    text: say('answers.notMailed'),
    field: 'code',
  }),
  too_many_attempts: throttled,
};

const requestSentences: Sentences<CodeRequestFailure> = {
  codes_used_up: codesUsedUp,
  too_many_attempts: throttled,
};

const resendSentences: Sentences<ResendFailure> = {
  too_soon: ({ retryAfter = 60 }) => ({
    text: say('answers.tooSoon', { time: sayWait(retryAfter) }),
    status: 429,
    retryAfter,
  }),
  flow_over: () => ({ text: say('answers.flowOver') }),
};

/** Of a form that asks for a code to be mailed. */
export const codeRequestAnswer = answersFrom(requestSentences);
export const verifyAnswer = answersFrom(codeSentences);
export const resendAnswer = answersFrom(resendSentences);
