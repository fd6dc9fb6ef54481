'use client';

import type { Texts } from '#texts/complete';
import { fill } from '#texts/fill';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { deleteAccountAction } from './actions';

type Text = Omit<Texts['deleteAccountForm'], 'atOnce'> & { atOnce: string };
type Props = { text: Text; email: string };

export function DeleteAccountForm({ text, email }: Props) {
  const [state, action, isPending] = useAct(deleteAccountAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={text.page}
      isDanger
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      ids={PROOF_IDS}
      intro={
        <div className="stack-s">
          <p>{text.atOnce}</p>
          <p>{text.kept}</p>
        </div>
      }
    >
      <EmailField state={state} label={fill(text.email, { email })} autoComplete="off" />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
