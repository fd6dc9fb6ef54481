'use client';

import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { CodeForms } from '#ui/code-forms';
import { resendAction, verifyAction } from './actions';

type Props = {
  text: Texts['verifyForm'];
  codeText: Texts['codeForms'];
  strength: string;
  flow: ShownFlow;
};

export function VerifyForms({ text, codeText, strength, flow }: Props) {
  return (
    <CodeForms
      text={codeText}
      flow={flow}
      used={text.used}
      title={text.title}
      act={verifyAction}
      resend={resendAction}
      submit={[text.submit, text.submitting]}
      intro={strength && <p className="hint">{strength}</p>}
    />
  );
}
