'use client';

import { useActionState, useEffect, useState } from 'react';
import type { FormState } from '#forms/problem';
import { type Note, type Refused, shown, useAsk } from './api';
import { DeleteNote } from './delete-note';
import { NoteForm, typed } from './note-form';
import { Panel } from './panel';

type Props = { id: string; done: (words: string) => Promise<void>; close: () => void };

/** One note, fetched when it is opened: to be edited, or read by who may only read it. */
export function OpenNote({ id, done, close }: Props) {
  const ask = useAsk();
  const [note, setNote] = useState<Note | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  useEffect(() => {
    let isLeft = false;
    void ask<Note>('GET', `/notes/${id}`).then((answer) => {
      if (isLeft) return;
      if (answer.ok) setNote(answer.value);
      else setRefused(answer.refused);
    });
    return () => {
      isLeft = true;
    };
  }, [id, ask]);

  if (refused)
    return (
      <Panel title={refused.title} close={close}>
        <p role="alert">{refused.detail}</p>
      </Panel>
    );
  if (!note) return null;
  return (
    <Panel title={note.title} close={close}>
      {note.mayEdit ? (
        <EditNote note={note} done={done} />
      ) : (
        <p className="written" dir="auto">
          {note.text}
        </p>
      )}
      {note.mayDelete && <DeleteNote id={id} done={done} />}
    </Panel>
  );
}

/** Saves on the revision that was read; when another was faster, what was typed stays, and the next is theirs. */
function EditNote({ note, done }: { note: Note } & Pick<Props, 'done'>) {
  const ask = useAsk();
  const [revision, setRevision] = useState(note.revision);
  const [state, save, isPending] = useActionState(
    async (_before: FormState, form: FormData): Promise<FormState> => {
      const body = typed(form);
      const answer = await ask<Note>('PUT', `/notes/${note.id}`, { body, revision });
      if (answer.ok) {
        await done('The note is saved.');
        return {};
      }
      if (answer.refused.reason !== 'changed_meanwhile') return shown(answer.refused, body);
      setRevision(answer.revision ?? revision);
      return { problems: [{ text: BEHIND }], values: body };
    },
    { values: { title: note.title, text: note.text } },
  );
  return <NoteForm label="Edit the note" state={state} action={save} isPending={isPending} />;
}

const BEHIND =
  'Somebody else changed this note while you were writing. What you typed is still here. Save once more to put it in the place of theirs, or close and open the note to see it.';
