'use client';

import type { ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { CodeForms } from '#ui/code-forms';
import { completeRecoverAction, resendRecoverAction } from './actions';

type Props = { text: Texts['recoverCodeForm']; codeText: Texts['codeForms']; flow: ShownFlow };

export function RecoverCodeForms({ text, codeText, flow }: Props) {
  return (
    <CodeForms
      text={codeText}
      flow={flow}
      used={text.used}
      title={text.title}
      act={completeRecoverAction}
      resend={resendRecoverAction}
      submit={[text.submit, text.submitting]}
    >
      {(state) => (
        <>
          {(['recover', 'stop'] as const).map((wish) => (
            <label className="check" key={wish}>
              <input
                type="radio"
                name="wish"
                value={wish}
                defaultChecked={(state.values?.['wish'] || 'recover') === wish}
              />{' '}
              {text[wish]}
            </label>
          ))}
          <p className="hint">{text.note}</p>
        </>
      )}
    </CodeForms>
  );
}
