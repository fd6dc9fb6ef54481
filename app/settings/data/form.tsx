'use client';

import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { deleteAccountAction } from './actions';

export function DeleteAccountForm({ email }: { email: string }) {
  const [state, action, isPending] = useAct(deleteAccountAction, {});
  return (
    <Form
      title="Delete your account"
      isSection
      page="Your data"
      isDanger
      state={state}
      action={action}
      isPending={isPending}
      submit={['Delete my account', 'Deleting…']}
      ids={PROOF_IDS}
      intro={
        <div className="stack-s">
          <p>
            At once and for good: your account, your sessions everywhere, codes and mails that wait
            for you, and every note you own, for everybody you share it with. Hand over first what
            shall stay. What others share with you is taken from you, not from them. You get a last
            mail that says so. The address can be used again, for a new and empty account.
          </p>
          <p>
            Kept is the log of what happened (time, network address, browser), because it protects
            everybody else here. It names you only by a number that then belongs to nobody.
          </p>
        </div>
      }
    >
      <EmailField state={state} label={`Type ${email} to be sure`} autoComplete="off" />
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
