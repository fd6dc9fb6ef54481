'use client';

import type { FormState } from '#forms/problem';
import type { ShownField } from '#forms/things/state';
import { Problems } from '#ui/form';
import { SubmitButton } from '#ui/submit-button';
import { ThingFields } from '#ui/things/fields';

/** What the form of a note shows, as its page does. Sent to the browser. */
export type NoteFormText = { fields: ShownField[]; submit: string; submitting: string };

type Props = {
  text: NoteFormText;
  label: string;
  state: FormState;
  action: (form: FormData) => void;
  isPending: boolean;
};

/** The form of a note, the same fields and problems as on its page; what it does is up to the script. */
export function NoteForm({ text, label, state, action, isPending }: Props) {
  return (
    <>
      <Problems state={state} />
      <form action={action} noValidate className="stack" aria-label={label}>
        <ThingFields fields={text.fields} state={state} />
        <SubmitButton
          says={text.submit}
          whilePending={text.submitting}
          className="btn-primary btn-full"
          isPending={isPending}
        />
      </form>
    </>
  );
}

export const typed = (form: FormData) => ({
  title: String(form.get('title') ?? ''),
  text: String(form.get('text') ?? ''),
});
