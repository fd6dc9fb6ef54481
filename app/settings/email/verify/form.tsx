'use client';

import type { ShownFlow } from '#forms/shown-flow';
import { CodeForms } from '#ui/code-forms';
import { resendChangeAction, verifyEmailAction } from './actions';

export function VerifyEmailForms({ flow }: { flow: ShownFlow }) {
  return (
    <CodeForms
      flow={flow}
      used="The code was used, so your account got this address."
      title="Check your new mailbox"
      act={verifyEmailAction}
      resend={resendChangeAction}
      submit={['Verify', 'Verifying…']}
    />
  );
}
