'use client';

import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';

type Props = {
  text: Texts['removePasskeyForm'] | Texts['disconnectForm'];
  act: (previous: FormState, formData: FormData) => Promise<FormState>;
  /** Under which name the form sends what is to go. */
  name: string;
  id: string;
};

/** A form of its own that takes away one of the things that somebody signs in with, after a fresh proof. */
export function RemoveForm({ text, act, name, id }: Props) {
  const [state, action, isPending] = useAct(act, {});
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
      <input type="hidden" name={name} value={id} />
    </Form>
  );
}
