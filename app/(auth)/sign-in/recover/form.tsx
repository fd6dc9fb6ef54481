'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { recoverAction } from './actions';

type Props = { text: Texts['recoverForm']; before: Before };

export function RecoverForm({ text, before }: Props) {
  const [answer, action, isPending] = useAct(recoverAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p>{text.intro}</p>}
    >
      <BeginAgain before={before} state={state} />
      <EmailField state={state} autoComplete="username" />
    </Form>
  );
}
