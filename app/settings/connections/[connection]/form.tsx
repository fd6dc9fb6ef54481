'use client';

import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { disconnectAction } from './actions';

export function DisconnectForm({ text, id }: { text: Texts['disconnectForm']; id: string }) {
  const [state, action, isPending] = useAct(disconnectAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={null}
      isDanger
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={PROOF_IDS}
      intro={<p>{text.intro}</p>}
    >
      <ProofField asked={state.asksProof} state={state} />
      <input type="hidden" name="connection" value={id} />
    </Form>
  );
}
