'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { forgotPasswordAction } from './actions';

type Props = { text: Texts['forgotPasswordForm']; next: string; before: Before };

export function ForgotPasswordForm({ text, next, before }: Props) {
  const [answer, action, isPending] = useAct(forgotPasswordAction, {});
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
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
