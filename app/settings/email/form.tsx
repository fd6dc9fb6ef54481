'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { changeEmailAction } from './actions';

type Props = { text: Texts['changeEmailForm']; email: string; before: Before };

export function ChangeEmailForm({ text, email, before }: Props) {
  const [answer, action, isPending] = useAct(changeEmailAction, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={PROOF_IDS}
      intro={
        <p>
          <Filled of={text.intro} parts={{ email: <b>{email}</b> }} />
        </p>
      }
    >
      <BeginAgain before={before} state={state} />
      <EmailField state={state} label={text.email} autoComplete="email" />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
