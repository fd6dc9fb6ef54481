'use client';

import type { AskedProof } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { CheckField } from '#ui/check-field';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { verifyFactorAction } from './actions';

type Props = { asked: AskedProof; mayTrust: boolean; text: Texts['factorForm'] };

export function FactorForm({ asked, mayTrust, text }: Props) {
  const [state, action, isPending] = useAct(verifyFactorAction, {});
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={asked.fields.length > 0 && [text.submit, text.submitting]}
      ids={PROOF_IDS}
      intro={
        <p>
          <Filled of={text.asks} parts={{ username: <b>{asked.username}</b> }} />
        </p>
      }
    >
      <ProofField asked={asked} state={state} passkeyAt="/sign-in/second-factor/passkey" />
      {mayTrust && (
        <CheckField name="trust" isOn={state.values?.['trust'] === 'on'} text={text.trust} />
      )}
    </Form>
  );
}
