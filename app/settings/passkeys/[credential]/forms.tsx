'use client';

import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { RemoveForm } from '#ui/remove-form';
import { useAct } from '#ui/use-act';
import { removePasskeyAction, renamePasskeyAction } from './actions';

type Passkey = { id: string; name: string };

export function RenamePasskeyForm({
  text,
  passkey,
}: {
  text: Texts['renamePasskeyForm'];
  passkey: Passkey;
}) {
  const [state, action, isPending] = useAct(renamePasskeyAction, {
    values: { name: passkey.name },
  });
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
      <Field state={state} name="name" label={text.name} autoComplete="off" required />
      <ProofField asked={state.asksProof} state={state} />
      <input type="hidden" name="credential" value={passkey.id} />
    </Form>
  );
}

export const RemovePasskeyForm = ({
  text,
  id,
}: {
  text: Texts['removePasskeyForm'];
  id: string;
}) => <RemoveForm text={text} act={removePasskeyAction} name="credential" id={id} />;
