'use client';

import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { CodeForms } from '#ui/code-forms';
import { PasswordField } from '#ui/password-field';
import { UsernameField } from '#ui/username-field';
import { resendResetAction, resetPasswordAction } from './actions';

type Props = {
  text: Texts['resetPasswordForm'];
  codeText: Texts['codeForms'];
  flow: ShownFlow;
  leastLength: number;
};

export function ResetPasswordForms({ text, codeText, leastLength, flow }: Props) {
  return (
    <CodeForms
      text={codeText}
      flow={flow}
      used={text.used}
      title={text.title}
      act={resetPasswordAction}
      resend={resendResetAction}
      submit={[text.submit, text.submitting]}
      ids={{ password: 'new-password' }}
    >
      {(state) => (
        <>
          <UsernameField value={flow.email} />
          <PasswordField
            state={state}
            kind="new-password"
            label={text.password}
            least={leastLength}
          />
          <p className="hint">{text.note}</p>
        </>
      )}
    </CodeForms>
  );
}
