'use client';

import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { useAct } from '#ui/use-act';
import { changePasswordAction } from './actions';

export function ChangePasswordForm({ email, leastLength }: { email: string; leastLength: number }) {
  const [state, action, isPending] = useAct(changePasswordAction, {});
  return (
    <Form
      title="Change your password"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Save new password', 'Saving…']}
      ids={{ current: 'current-password', password: 'new-password' }}
    >
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        state={state}
        kind="current-password"
        name="current"
        label="Current password"
      />
      <PasswordField state={state} kind="new-password" label="New password" least={leastLength} />
      <label className="check">
        <input
          type="checkbox"
          name="others"
          defaultChecked={!state.values || state.values['others'] === 'on'}
        />{' '}
        Sign out everywhere else
      </label>
      <p className="hint">Apps and terminals that you let in are signed out in any case.</p>
    </Form>
  );
}
