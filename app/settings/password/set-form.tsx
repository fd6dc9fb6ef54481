'use client';

import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { PasswordField } from '#ui/password-field';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { UsernameField } from '#ui/username-field';
import { setPasswordAction } from './first';

type Props = { text: Texts['setPasswordForm']; email: string; leastLength: number };

/** For an account without a password. */
export function SetPasswordForm({ text, email, leastLength }: Props) {
  const [state, action, isPending] = useAct(setPasswordAction, {});
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={{ ...PROOF_IDS, password: 'new-password' }}
      intro={<p>{text.intro}</p>}
    >
      <UsernameField value={email} />
      <PasswordField state={state} kind="new-password" label={text.password} least={leastLength} />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
