'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { FormState } from '#forms/problem';
import type { CodeState, ShownFlow } from '#forms/shown-flow';
import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { ResendForm } from '#ui/resend-form';
import { useAct } from '#ui/use-act';
import { WhereToLook } from '#ui/where-to-look';

type Act = (previous: CodeState, formData: FormData) => Promise<CodeState>;

type Props = {
  text: Texts['codeForms'];
  title: string;
  flow: ShownFlow;
  /** What is said when the code was used already. */
  used: string;
  act: Act;
  resend: Act;
  submit: [says: string, whilePending: string];
  intro?: ReactNode;
  ids?: Record<string, string>;
  /** What is filled in besides the code. */
  children?: (state: FormState) => ReactNode;
};

/**
 * The page that waits for a mailed code: the form that takes it, and the one that asks for another. What came
 * of one is no longer said once the other is sent in.
 */
export function CodeForms({
  text,
  title,
  flow,
  used,
  act,
  resend,
  submit,
  intro,
  ids,
  children,
}: Props) {
  const [typed, send, isSending] = useAct<CodeState>(act, {});
  const [asked, askAgain, isAsking] = useAct<CodeState>(resend, {});
  const [latest, setLatest] = useState<'typed' | 'asked' | null>(null);
  const isAsked = latest === 'asked' || (latest === null && asked.flow !== undefined);
  const answer = isAsked ? asked : typed;
  const state = useMemo(
    () => (answer.problems ? { ...typed, problems: answer.problems } : {}),
    [answer, typed],
  );
  const now = answer.flow ?? flow;
  return (
    <>
      <Form
        title={title}
        state={state}
        action={send}
        onSubmit={() => setLatest('typed')}
        isPending={isSending}
        submit={submit}
        ids={ids ?? {}}
        intro={
          <div className="stack-s">
            <WhereToLook flow={now} used={used} text={text} />
            {intro}
          </div>
        }
      >
        <input type="hidden" name="flow" value={now.number} />
        <Field
          state={state}
          name="code"
          label={text.code}
          hint={text.hint}
          className="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          dir="ltr"
          required
        />
        {children?.(state)}
      </Form>
      <ResendForm
        text={text}
        flow={now}
        action={askAgain}
        isPending={isAsking}
        isDone={isAsked && asked.flow !== undefined && !asked.problems}
        onSubmit={() => setLatest('asked')}
      />
    </>
  );
}
