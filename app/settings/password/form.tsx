'use client';

import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { useAct } from '#ui/use-act';
import { UsernameField } from '#ui/username-field';
import { changePasswordAction } from './actions';

type Props = { text: Texts['changePasswordForm']; email: string; leastLength: number };

export function ChangePasswordForm({ text, email, leastLength }: Props) {
  const [state, action, isPending] = useAct(changePasswordAction, {});
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={{ current: 'current-password', password: 'new-password' }}
    >
      <UsernameField value={email} />
      <PasswordField state={state} kind="current-password" name="current" label={text.current} />
      <PasswordField state={state} kind="new-password" label={text.password} least={leastLength} />
      <label className="check">
        <input
          type="checkbox"
          name="others"
          defaultChecked={!state.values || state.values['others'] === 'on'}
        />{' '}
        {text.others}
      </label>
      <p className="hint">{text.programs}</p>
    </Form>
  );
}
