'use client';

import type { AskedProof } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { confirmAction } from './actions';

type Props = { text: Texts['confirmForm']; asked: AskedProof; next: string; minutes: number };

export function ConfirmForm({ text, asked, next, minutes }: Props) {
  const [state, action, isPending] = useAct(confirmAction, {});
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
          <Filled of={text.intro} parts={{ username: <b>{asked.username}</b>, minutes }} />
        </p>
      }
    >
      <ProofField asked={asked} state={state} />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
