'use client';

import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { NoteFields } from '../fields';
import { createNoteAction } from './actions';

/** `number` is that of the form as it is shown once: sent in twice, it makes one note. */
export function NewNoteForm({ number }: { number: string }) {
  const [state, action, isPending] = useAct(createNoteAction, {});
  return (
    <Form
      title="New note"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Save note', 'Saving…']}
    >
      <input type="hidden" name="form" value={number} />
      <NoteFields state={state} />
    </Form>
  );
}
