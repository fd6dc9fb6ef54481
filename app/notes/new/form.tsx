'use client';

import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { NoteFields } from '../fields';
import { createNoteAction } from './actions';

export function NewNoteForm() {
  const [state, action, isPending] = useAct(createNoteAction, {});
  return (
    <Form
      title="New note"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Save note', 'Saving…']}
    >
      <NoteFields state={state} />
    </Form>
  );
}
