'use client';

import type { Asked } from '#forms/problem';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { confirmAction } from './actions';

type Props = { asked: Asked; next: string; minutes: number };

export function ConfirmForm({ asked, next, minutes }: Props) {
  const [state, action, isPending] = useAct(confirmAction, {});
  return (
    <Form
      title="Is it still you?"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Confirm', 'Confirming…']}
      ids={PROOF_IDS}
      intro={
        <p>
          You are signed in as <b>{asked.username}</b>. What comes next matters, so prove once more
          that it is you. It holds for {minutes} minutes.
        </p>
      }
    >
      <ProofField asked={asked} state={state} />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
