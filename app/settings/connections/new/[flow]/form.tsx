'use client';

import type { Texts } from '#texts/complete';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { linkAction } from './actions';

type Props = {
  text: Texts['connectForm'];
  flow: string;
  label: string;
  provider: string;
  email: string;
};

export function ConnectForm({ text, flow, label, provider, email }: Props) {
  const [state, action, isPending] = useAct(linkAction, {});
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
          <Filled
            of={text.asks}
            parts={{
              label: (
                <b>
                  <bdi>{label}</bdi>
                </b>
              ),
              provider,
              email: <b>{email}</b>,
            }}
          />
        </p>
      }
    >
      <ProofField asked={state.asksProof} state={state} />
      <input type="hidden" name="answered" value={flow} />
    </Form>
  );
}
