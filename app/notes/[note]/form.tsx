'use client';

import type { ReactNode } from 'react';
import type { Texts } from '#texts/complete';
import { Filled } from '#ui/filled';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { NoteFormFields } from '../fields';
import { type EditState, editNoteAction } from './actions';
import { LostNote } from './lost-note';

type Props = {
  text: Texts['noteForm'];
  id: string;
  /** Null when the viewer may not edit it, or not any more: then only what was typed is shown. */
  note: { title: string; text: string; revision: number } | null;
  /** What is shown when nothing was typed either. */
  otherwise: ReactNode;
  intro?: ReactNode;
};

export function EditNoteForm({ text, id, note, otherwise, intro }: Props) {
  const at = `/notes/${id}`;
  // The page may have lost the form by the time it is shown again: its address says which one it was.
  const [state, action, isPending] = useAct<EditState>(editNoteAction, {}, at);
  if (state.lost) return <LostNote text={state.lost} fields={text} state={state} />;
  if (!note) return otherwise;
  const values = { title: note.title, text: note.text, ...state.values };
  return (
    <Form
      title={note.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={state.behind ? <Behind text={state.behind} at={at} /> : intro}
    >
      <input type="hidden" name="note" value={id} />
      <input type="hidden" name="revision" value={state.values?.['revision'] ?? note.revision} />
      <NoteFormFields text={text} state={{ ...state, values }} />
    </Form>
  );
}

const Behind = ({ text, at }: { text: Texts['behind']; at: string }) => (
  <p>
    <Filled
      of={text.look}
      parts={{
        note: (
          <a href={at} target="_blank" rel="noreferrer">
            {text.note}
          </a>
        ),
      }}
    />
  </p>
);
