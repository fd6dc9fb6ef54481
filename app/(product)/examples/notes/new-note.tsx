'use client';

import { useActionState } from 'react';
import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';
import { type ApiNote, shown, useAsk } from './api';
import { NoteForm, type NoteFormText, typed } from './note-form';
import { Panel } from './panel';

type Props = {
  text: Texts['notesExample'];
  fields: NoteFormText;
  done: (words: string) => Promise<void>;
  close: () => void;
};

export function NewNote({ text, fields, done, close }: Props) {
  const ask = useAsk(text);
  const [state, save, isPending] = useActionState(
    async (_before: FormState, form: FormData): Promise<FormState> => {
      const body = typed(form);
      const answer = await ask<ApiNote>('POST', '/notes', { body });
      if (!answer.ok) return shown(answer.refused, body);
      await done(text.created);
      return {};
    },
    {},
  );
  return (
    <Panel text={text} title={text.newNote} close={close}>
      <NoteForm
        text={fields}
        label={text.newNote}
        state={state}
        action={save}
        isPending={isPending}
      />
    </Panel>
  );
}
