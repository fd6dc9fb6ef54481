'use client';

import { useActionState, useEffect, useState } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { type ApiError, type ApiNote, shown, useAsk } from './api';
import { DeleteNote } from './delete-note';
import { NoteForm, type NoteFormText, typed } from './note-form';
import { Panel } from './panel';

type Props = {
  text: Texts['notesExample'];
  fields: NoteFormText;
  id: string;
  done: (words: string) => Promise<void>;
  close: () => void;
};

/** One note, fetched when it is opened: to be edited, or only read. */
export function OpenNote({ text, fields, id, done, close }: Props) {
  const ask = useAsk(text);
  const [note, setNote] = useState<ApiNote | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  useEffect(() => {
    let isLeft = false;
    void ask<ApiNote>('GET', `/notes/${id}`).then((answer) => {
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
      <Panel text={text} title={refused.title} close={close}>
        <p role="alert">{refused.detail}</p>
      </Panel>
    );
  if (!note) return null;
  return (
    <Panel text={text} title={note.title} close={close}>
      {note.mayEdit ? (
        <EditNote text={text} fields={fields} note={note} done={done} />
      ) : (
        <p className="written" dir="auto">
          {note.text}
        </p>
      )}
      {note.mayDelete && <DeleteNote text={text} id={id} done={done} />}
    </Panel>
  );
}

type EditProps = { note: ApiNote } & Pick<Props, 'text' | 'fields' | 'done'>;

/** Saves on the revision that was read; when another was faster, what was typed stays, and the next is theirs. */
function EditNote({ text, fields, note, done }: EditProps) {
  const ask = useAsk(text);
  const [revision, setRevision] = useState(note.revision);
  const [state, save, isPending] = useActionState(
    async (_before: FormState, form: FormData): Promise<FormState> => {
      const body = typed(form);
      const answer = await ask<ApiNote>('PUT', `/notes/${note.id}`, { body, revision });
      if (answer.ok) {
        await done(text.saved);
        return {};
      }
      if (answer.refused.reason !== 'changed_meanwhile') return shown(answer.refused, body);
      setRevision(answer.revision ?? revision);
      return { problems: [{ text: text.behind }], values: body };
    },
    { values: { title: note.title, text: note.text } },
  );
  return (
    <NoteForm text={fields} label={text.edit} state={state} action={save} isPending={isPending} />
  );
}
