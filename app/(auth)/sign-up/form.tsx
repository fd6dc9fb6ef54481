'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { useAct } from '#ui/use-act';
import { ZoneField } from '#ui/zone-field';
import { signUpAction } from './actions';

type Props = {
  text: Texts['signUpForm'];
  next: string;
  leastLength: number;
  /** What an account without a password begins with; null where one is asked for. */
  without: string | null;
  before: Before;
};

export function SignUpForm({ text, next, leastLength, without, before }: Props) {
  const [answer, action, isPending] = useAct(signUpAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={{ password: 'new-password' }}
    >
      <BeginAgain before={before} state={state} />
      <Field state={state} name="name" label={text.name} autoComplete="name" required />
      <EmailField state={state} autoComplete="username" hint={text.emailHint} />
      {without ? (
        <>
          <p className="hint">{without}</p>
          <input type="hidden" name="by" value="passkey" />
        </>
      ) : (
        <PasswordField
          state={state}
          kind="new-password"
          label={text.password}
          least={leastLength}
        />
      )}
      <input type="hidden" name="next" value={next} />
      <ZoneField />
    </Form>
  );
}
