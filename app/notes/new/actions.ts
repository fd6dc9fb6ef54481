'use server';

import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { createNote } from '#lib/notes/create-note';
import { NoteText, NoteTitle } from '#lib/notes/fields';
import { requireSender } from '#lib/session/sender';
import { createNoteAnswer } from '../answers';

const WORDS = { new: 'note-created', before: 'note-saved', changed: 'note-there' } as const;

const NewNoteForm = z.object({ title: NoteTitle, text: NoteText, form: z.string() });

export async function createNoteAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('note:create', formData);
  const form = await parseForm(NewNoteForm, formData, { keep: ['title', 'text'], lines: ['text'] });
  if (!form.ok) return form.state;
  const { form: number, ...note } = form.data;

  const outcome = await createNote(viewer, note, number);
  if (!outcome.ok) return form.refuse(createNoteAnswer(outcome));
  const { id, how } = outcome.value;
  return done(`/notes/${id}`, WORDS[how], viewer);
}
