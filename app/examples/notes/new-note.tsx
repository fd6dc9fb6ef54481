'use client';

import { useActionState } from 'react';
import type { FormState } from '#forms/problem';
import { type Note, shown, useAsk } from './api';
import { NoteForm, typed } from './note-form';
import { Panel } from './panel';

type Props = { done: (words: string) => Promise<void>; close: () => void };

export function NewNote({ done, close }: Props) {
  const ask = useAsk();
  const [state, save, isPending] = useActionState(
    async (_before: FormState, form: FormData): Promise<FormState> => {
      const body = typed(form);
      const answer = await ask<Note>('POST', '/notes', { body });
      if (!answer.ok) return shown(answer.refused, body);
      await done('The note is saved. So far only you can see it.');
      return {};
    },
    {},
  );
  return (
    <Panel title="New note" close={close}>
      <NoteForm label="New note" state={state} action={save} isPending={isPending} />
    </Panel>
  );
}
