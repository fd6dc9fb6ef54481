'use client';

import { CodeForms } from '#ui/code-forms';
import { resendAction, verifyAction } from './actions';

type Props = {
  email: string;
  strength: string | undefined;
  isMailed: boolean;
  wait: string | null;
};

export function VerifyForms({ strength, ...flow }: Props) {
  return (
    <CodeForms
      {...flow}
      title="Check your email"
      act={verifyAction}
      resend={resendAction}
      submit={['Verify', 'Verifying…']}
      intro={<p className="hint">{strength}</p>}
    />
  );
}
