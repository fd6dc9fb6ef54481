'use client';

import type { Texts } from '#texts/complete';
import { CheckField } from '#ui/check-field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { disableProgramAction } from './actions';

type Props = { text: Texts['disableProgramForm']; id: string };

export function DisableProgramForm({ text, id }: Props) {
  const [state, action, isPending] = useAct(disableProgramAction, {});
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
      intro={<p>{text.intro}</p>}
      ids={PROOF_IDS}
    >
      <input type="hidden" name="client" value={id} />
      <CheckField name="sure" text={text.sure} isOn={state.values?.['sure'] === 'on'} />
      <ProofField asked={state.asksProof} state={state} isAboutAnother />
    </Form>
  );
}
