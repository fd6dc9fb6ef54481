'use client';

import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { changeEmailAction } from './actions';

export function ChangeEmailForm({ email, before }: { email: string; before: Before }) {
  const [answer, action, isPending] = useAct(changeEmailAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title="Change your email"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Send me a code', 'Sending…']}
      ids={PROOF_IDS}
      intro={
        <p>
          Your account has the address <b>{email}</b>. We mail a code to the new one, and a notice
          to the old.
        </p>
      }
    >
      <BeginAgain before={before} state={state} />
      <EmailField state={state} label="New email" autoComplete="email" />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
