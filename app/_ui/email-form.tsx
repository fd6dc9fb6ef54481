'use client';

import type { ReactNode } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';

type Props = {
  text: Texts['forgotPasswordForm'] | Texts['recoverForm'] | Texts['signInCodeForm'];
  act: (previous: FormState, formData: FormData) => Promise<FormState>;
  before: Before;
  /** What it asks for besides. */
  children?: (state: FormState) => ReactNode;
};

/** Asks a stranger for their address, to mail a code to it. */
export function EmailForm({ text, act, before, children }: Props) {
  const [answer, action, isPending] = useAct(act, {});
  const state = useBefore(answer, before);
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p>{text.intro}</p>}
    >
      <BeginAgain before={before} state={state} />
      <EmailField state={state} autoComplete="username" />
      {children?.(state)}
    </Form>
  );
}
