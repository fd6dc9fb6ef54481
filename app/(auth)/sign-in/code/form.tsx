'use client';

import type { Texts } from '#texts/complete';
import { type Before, BeginAgain, useBefore } from '#ui/begin-again';
import { EmailField } from '#ui/email-field';
import { Form } from '#ui/form';
import { RememberField } from '#ui/remember-field';
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
      <RememberField state={state} text={text.remember} />
      <input type="hidden" name="next" value={next} />
    </Form>
  );
}
