import 'server-only';
import { answersFrom, type Sentences, throttled } from '#forms/answer';
import type { ClaimDeviceFailure } from '#lib/oauth/device';

const claimDeviceSentences: Sentences<ClaimDeviceFailure> = {
  no_such_code: () => ({
    text: 'No device waits with this code. Check it, or begin again on the device.',
    field: 'user_code',
  }),
  too_many_attempts: throttled,
};

export const claimDeviceAnswer = answersFrom(claimDeviceSentences);
