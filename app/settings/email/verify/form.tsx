'use client';

import { CodeForms } from '#ui/code-forms';
import { resendChangeAction, verifyEmailAction } from './actions';

type Props = { email: string; isMailed: boolean; wait: string | null };

export function VerifyEmailForms(flow: Props) {
  return (
    <CodeForms
      {...flow}
      title="Check your new mailbox"
      act={verifyEmailAction}
      resend={resendChangeAction}
      submit={['Verify', 'Verifying…']}
    />
  );
}
