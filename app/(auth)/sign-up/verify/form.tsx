'use client';

import { useActionState, useMemo } from 'react';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { resendAction, verifyAction } from './actions';

type Props = { email: string; strength: string; isMailed: boolean; wait: string | null };

export function VerifyForms({ email, strength, isMailed, wait }: Props) {
  const [typed, verify, isVerifying] = useActionState(verifyAction, {});
  const [asked, resend, isResending] = useActionState(resendAction, {});
  const state = useMemo(() => {
    const problems = [...(typed.problems ?? []), ...(asked.problems ?? [])];
    return problems.length > 0 ? { problems } : {};
  }, [typed, asked]);
  return (
    <>
      <Form
        title="Check your email"
        state={state}
        action={verify}
        isPending={isVerifying}
        submit={['Verify', 'Verifying…']}
        intro={
          <div className="stack-s">
            {isMailed || asked.values ? (
              <p>
                Look into the mailbox of <b>{email}</b> and type the code that we mailed. If it is
                not there within a minute, look into the spam folder too.
              </p>
            ) : (
              <p>
                We have mailed <b>{email}</b> several times already, so no further code went out
                yet.
              </p>
            )}
            <p className="hint">{strength}</p>
          </div>
        }
      >
        <Field
          state={state}
          name="code"
          label="Six-digit code"
          hint="It works once, for 10 minutes, in this browser."
          className="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          required
        />
      </Form>
      <form action={resend} className="stack-s" aria-label="Send another code">
        {asked.values && !asked.problems && (
          <p className="notice" role="status">
            Another code is on its way. The one before no longer works.
          </p>
        )}
        <p className="hint">
          {wait
            ? `No mail? You can have another code sent in ${wait}.`
            : 'No mail? Have another code sent.'}
        </p>
        <button
          type="submit"
          className="btn btn-quiet btn-full"
          aria-disabled={isResending || undefined}
        >
          Send again
        </button>
      </form>
    </>
  );
}
