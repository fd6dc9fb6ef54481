'use client';

import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { CodeForms } from '#ui/code-forms';
import { resendChangeAction, verifyEmailAction } from './actions';

type Props = {
  text: Texts['verifyEmailForm'];
  codeText: Texts['codeForms'];
  flow: ShownFlow;
};

export function VerifyEmailForms({ text, codeText, flow }: Props) {
  return (
    <CodeForms
      text={codeText}
      flow={flow}
      used={text.used}
      title={text.title}
      act={verifyEmailAction}
      resend={resendChangeAction}
      submit={[text.submit, text.submitting]}
    />
  );
}
