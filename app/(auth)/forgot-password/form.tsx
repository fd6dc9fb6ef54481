'use client';

import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { forgotPasswordAction } from './actions';

export function ForgotPasswordForm({ next, before }: { next: string; before: Before }) {
  const [answer, action, isPending] = useAct(forgotPasswordAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title="Set a new password"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Send me a code', 'Sending…']}
      intro={<p>We mail you a code. With it you choose a new password, here in this browser.</p>}
    >
      <BeginAgain before={before} state={state} />
      <EmailField state={state} autoComplete="username" />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
