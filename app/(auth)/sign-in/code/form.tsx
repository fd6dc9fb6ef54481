'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { CheckField } from '#ui/check-field';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { mailCodeAction } from './actions';

type Props = { text: Texts['signInCodeForm']; next: string; before: Before };

export function CodeForm({ text, next, before }: Props) {
  const [answer, action, isPending] = useAct(mailCodeAction, {});
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
      <CheckField name="remember" isOn={state.values?.['remember'] === 'on'} text={text.remember} />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
