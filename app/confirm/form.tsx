'use client';

import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { useAct } from '#ui/use-act';
import { confirmAction } from './actions';

type Props = { email: string; next: string; minutes: number };

export function ConfirmForm({ email, next, minutes }: Props) {
  const [state, action, isPending] = useAct(confirmAction, {});
  return (
    <Form
      title="Is it still you?"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Confirm', 'Confirming…']}
      ids={{ password: 'current-password' }}
      intro={
        <p>
          You are signed in as <b>{email}</b>. What comes next matters, so type your password once
          more. It holds for {minutes} minutes.
        </p>
      }
    >
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField state={state} kind="current-password" label="Password" />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
