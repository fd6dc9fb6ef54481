'use client';

import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { CodeForms } from '#ui/code-forms';
import { resendSignInCodeAction, signInByCodeAction } from './actions';

type Props = { text: Texts['signInVerifyForm']; codeText: Texts['codeForms']; flow: ShownFlow };

export function SignInCodeForms({ text, codeText, flow }: Props) {
  return (
    <CodeForms
      text={codeText}
      flow={flow}
      used={text.used}
      title={text.title}
      act={signInByCodeAction}
      resend={resendSignInCodeAction}
      submit={[text.submit, text.submitting]}
    />
  );
}
