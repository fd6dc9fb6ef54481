'use client';

import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { useAct } from '#ui/use-act';
import { ZoneField } from '#ui/zone-field';
import { signUpAction } from './actions';

type Props = { next: string; leastLength: number; before: Before };

export function SignUpForm({ next, leastLength, before }: Props) {
  const [answer, action, isPending] = useAct(signUpAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title="Create account"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Create account', 'Creating your account…']}
      ids={{ password: 'new-password' }}
    >
      <BeginAgain before={before} state={state} />
      <Field state={state} name="name" label="Name" autoComplete="name" required />
      <Field
        state={state}
        name="email"
        label="Email"
        hint="We mail a code to it, to be sure it is yours."
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="email"
        required
      />
      <PasswordField state={state} kind="new-password" label="Password" least={leastLength} />
      <input type="hidden" name="next" value={next} />
      <ZoneField />
    </Form>
  );
}
