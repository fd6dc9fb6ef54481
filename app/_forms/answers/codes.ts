import 'server-only';
import { type Answer, humanTime, type Sentences, say, throttled } from '#forms/answer';
import type { ResendFailure } from '#lib/codes/mail-code';
import type { CodeFailure } from '#lib/codes/redeem';

export const codesUsedUp = (): Answer => ({
  text: 'Too many wrong codes were typed for this address. Ask for one in a browser you signed in with before, or ask the operator of this site.',
  status: 429,
});

export const codeSentences: Sentences<CodeFailure> = {
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

const resendSentences: Sentences<ResendFailure> = {
  too_soon: ({ retryAfter = 60 }) => ({
    text: `We cannot mail this address again yet. You can ask for another code in ${humanTime(retryAfter)}.`,
    status: 429,
    retryAfter,
  }),
  flow_over: () => ({ text: 'This took too long. Go back and begin again.' }),
};

export const verifyAnswer = say(codeSentences);
export const resendAnswer = say(resendSentences);
