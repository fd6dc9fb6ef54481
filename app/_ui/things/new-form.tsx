'use client';

import type { FormState } from '#forms/problem';
import type { ShownField } from '#forms/things/state';
import { Form } from '#ui/form';
import { ThingFields } from '#ui/things/fields';
import { useAct } from '#ui/use-act';

type Props = {
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
  title: string;
  submit: [says: string, whilePending: string];
  fields: ShownField[];
  /** Of the form as it is shown once: sent in twice, it makes one thing. */
  number: string;
};

export function NewThingForm({ action, title, submit, fields, number }: Props) {
  const [state, send, isPending] = useAct(action, {});
  return (
    <Form title={title} state={state} action={send} isPending={isPending} submit={submit}>
      <input type="hidden" name="form" value={number} />
      <ThingFields fields={fields} state={state} />
    </Form>
  );
}
