'use client';

import type { ShownFlow } from '#forms/shown-flow';
import { CodeForms } from '#ui/code-forms';
import { resendAction, verifyAction } from './actions';

export function VerifyForms({ strength, flow }: { strength: string; flow: ShownFlow }) {
  return (
    <CodeForms
      flow={flow}
      used="The code was used, so the account is there: sign in to go on."
      title="Check your email"
      act={verifyAction}
      resend={resendAction}
      submit={['Verify', 'Verifying…']}
      intro={strength && <p className="hint">{strength}</p>}
    />
  );
}
