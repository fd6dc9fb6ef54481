'use client';

import type { Texts } from '#texts/complete';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { NoteFormFields } from '../fields';
import { createNoteAction } from './actions';

type Props = {
  title: string;
  text: Texts['noteForm'];
  /** Of the form as it is shown once: sent in twice, it makes one note. */
  number: string;
};

export function NewNoteForm({ title, text, number }: Props) {
  const [state, action, isPending] = useAct(createNoteAction, {});
  return (
    <Form
      title={title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
    >
      <input type="hidden" name="form" value={number} />
      <NoteFormFields text={text} state={state} />
    </Form>
  );
}
