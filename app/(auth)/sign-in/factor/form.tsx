'use client';

import type { Asked } from '#forms/problem';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { proveFactorAction } from './actions';

export function FactorForm({ asked }: { asked: Asked }) {
  const [state, action, isPending] = useAct(proveFactorAction, {});
  return (
    <Form
      title="One more step"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Sign in', 'Signing in…']}
      ids={PROOF_IDS}
      intro={
        <p>
          Your account <b>{asked.username}</b> asks for this too.
        </p>
      }
    >
      <ProofField asked={asked} state={state} />
    </Form>
  );
}
