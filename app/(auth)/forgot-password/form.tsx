'use client';

import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { forgotPasswordAction } from './actions';

export function ForgotPasswordForm({ next }: { next: string }) {
  const [state, action, isPending] = useAct(forgotPasswordAction, {});
  return (
    <Form
      title="Set a new password"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Send me a code', 'Sending…']}
      intro={<p>We mail you a code. With it you choose a new password, here in this browser.</p>}
    >
      <EmailField state={state} autoComplete="username" />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
