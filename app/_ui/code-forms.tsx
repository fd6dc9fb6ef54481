'use client';

import { type ReactNode, useMemo } from 'react';
import type { FormState } from '#forms/problem';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { MadeFor } from '#ui/form-mark';
import { SubmitButton } from '#ui/submit-button';
import { useAct } from '#ui/use-act';

type Act = (previous: FormState, formData: FormData) => Promise<FormState>;

type Props = {
  title: string;
  email: string;
  /** False when no code could go out yet. */
  isMailed: boolean;
  /** How long until another code may be sent, as a person says it; null when it may be now. */
  wait: string | null;
  act: Act;
  resend: Act;
  submit: [says: string, whilePending: string];
  intro?: ReactNode;
  ids?: Record<string, string>;
  /** What is filled in besides the code. */
  children?: (state: FormState) => ReactNode;
};

/** The page that waits for a mailed code: the form that takes it, and the one that asks for another. */
export function CodeForms({
  title,
  email,
  isMailed,
  wait,
  act,
  resend,
  submit,
  intro,
  ids,
  children,
}: Props) {
  const [typed, send, isSending] = useAct(act, {});
  const [asked, askAgain, isAsking] = useAct(resend, {});
  const state = useMemo(() => {
    const problems = [...(typed.problems ?? []), ...(asked.problems ?? [])];
    return problems.length > 0 ? { ...typed, problems } : {};
  }, [typed, asked]);
  const hasSentAnother = asked.values !== undefined && !asked.problems;
  return (
    <>
      <Form
        title={title}
        state={state}
        action={send}
        isPending={isSending}
        submit={submit}
        ids={ids ?? {}}
        intro={
          <div className="stack-s">
            <WhereToLook email={email} isMailed={isMailed || hasSentAnother} />
            {intro}
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
        {children?.(state)}
      </Form>
      <form action={askAgain} className="stack-s" aria-label="Send another code">
        <MadeFor />
        {hasSentAnother && (
          <p className="notice" role="status">
            Another code is on its way. The one before no longer works.
          </p>
        )}
        <p className="hint">
          {wait
            ? `No mail? You can have another code sent in ${wait}.`
            : 'No mail? Have another code sent.'}
        </p>
        <SubmitButton says="Send again" className="btn-quiet btn-full" isPending={isAsking} />
      </form>
    </>
  );
}

function WhereToLook({ email, isMailed }: { email: string; isMailed: boolean }) {
  return isMailed ? (
    <p>
      Look into the mailbox of <b>{email}</b> and type the code that we mailed. If it is not there
      within a minute, look into the spam folder too.
    </p>
  ) : (
    <p>
      We have mailed <b>{email}</b> several times already, so no further code went out yet.
    </p>
  );
}
