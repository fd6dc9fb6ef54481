'use client';

import { useActionState } from 'react';
import { Form } from '#ui/form';
import { NoteFields } from '../fields';
import { createNoteAction } from './actions';

export function NewNoteForm() {
  const [state, action, isPending] = useActionState(createNoteAction, {});
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
