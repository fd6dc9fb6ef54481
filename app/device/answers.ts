import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import type { ClaimDeviceFailure } from '#lib/oauth/device';
import { say } from '#texts/say';

const claimDeviceSentences: Sentences<ClaimDeviceFailure> = {
  no_such_code: () => ({
    text: say('device.noSuchCode'),
    field: 'user_code',
  }),
  too_many_attempts: throttled,
};

export const claimDeviceAnswer = answersFrom(claimDeviceSentences);
