'use client';

import type { Texts } from '#texts/complete';
import { EmailField } from '#ui/email-field';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { ZoneField } from '#ui/zone-field';
import { finishAction } from './actions';

type Props = {
  text: Texts['providerFinishForm'];
  /** What the provider says; it may be changed. */
  typed: { name: string; email: string };
  flow: string;
  /** Of the form as it is shown now. */
  number: string;
};

export function FinishForm({ text, typed, flow, number }: Props) {
  const [state, action, isPending] = useAct(finishAction, { values: typed });
  return (
    <Form
      title={text.title}
      isSection
      page={null}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p>{text.intro}</p>}
    >
      <Field state={state} name="name" label={text.name} autoComplete="name" required />
      <EmailField state={state} autoComplete="username" />
      <input type="hidden" name="answered" value={flow} />
      <input type="hidden" name="form" value={number} />
      <ZoneField />
    </Form>
  );
}
