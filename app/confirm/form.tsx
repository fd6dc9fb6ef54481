'use client';

import { useActionState } from 'react';
import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { confirmAction } from './actions';

export function ConfirmForm({ email, next }: { email: string; next: string }) {
  const [state, action, isPending] = useActionState(confirmAction, {});
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
          more. It holds for ten minutes.
        </p>
      }
    >
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField state={state} kind="current-password" label="Password" />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
