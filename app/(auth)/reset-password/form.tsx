'use client';

import type { ShownFlow } from '#forms/shown-flow';
import { CodeForms } from '#ui/code-forms';
import { PasswordField } from '#ui/password-field';
import { resendResetAction, resetPasswordAction } from './actions';

type Props = { flow: ShownFlow; leastLength: number };

export function ResetPasswordForms({ leastLength, flow }: Props) {
  return (
    <CodeForms
      flow={flow}
      used="The code was used, so the new password is saved: sign in with it."
      title="Choose a new password"
      act={resetPasswordAction}
      resend={resendResetAction}
      submit={['Save new password', 'Saving…']}
      ids={{ password: 'new-password' }}
    >
      {(state) => (
        <>
          <input
            type="email"
            name="username"
            autoComplete="username"
            value={flow.email}
            readOnly
            hidden
          />
          <PasswordField
            state={state}
            kind="new-password"
            label="New password"
            least={leastLength}
          />
          <p className="hint">Saving it signs you out everywhere else.</p>
        </>
      )}
    </CodeForms>
  );
}
