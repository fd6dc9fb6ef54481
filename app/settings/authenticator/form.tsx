'use client';

import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { confirmAuthenticatorAction } from './actions';

export function AuthenticatorForm({ text }: { text: Texts['authenticatorForm'] }) {
  const [state, action, isPending] = useAct(confirmAuthenticatorAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={null}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={PROOF_IDS}
    >
      <Field
        state={state}
        name="code"
        label={text.code}
        className="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
