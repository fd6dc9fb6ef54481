import 'server-only';
import type { z } from 'zod';
import { tooMany } from '#lib/api/caller';
import { DONE, doneIf, NOT_ALLOWED, type Outcome, operation } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { refusal } from '#lib/api/problem';
import { Note, NoteFields, NotesPage } from '#lib/api/schema';
import { createNote as create } from '#lib/notes/create-note';
import { deleteNote as destroy } from '#lib/notes/delete-note';
import { editNote as edit } from '#lib/notes/edit-note';
import { leaveNote as leave } from '#lib/notes/leave-note';
import { listNotes as list } from '#lib/notes/list-notes';
import { readNote as read } from '#lib/notes/read-note';
import { toCursor } from '#lib/pages';
import type { Viewer } from '#lib/session/store';

const ETAG = { ETag: 'The revision of the note, for If-Match.' };

export const listNotes = operation('note:list', {
  method: 'GET',
  path: '/notes',
  summary: 'The notes the caller may see, newest first, a page at a time',
  query: pageQuery('notes'),
  status: 200,
  answer: NotesPage,
  problems: ['invalid_fields'],
  run: async (viewer, { query: { after, limit } }) => {
    const { notes, next } = await list(viewer, after, limit);
    const value = { notes: notes.map(offered), next: next && toCursor('notes', next) };
    return { ok: true, value };
  },
});

export const createNote = operation('note:create', {
  method: 'POST',
  path: '/notes',
  summary: 'Makes a note that only the caller sees',
  body: NoteFields,
  example: { title: 'Plans', text: 'Paint the gate.' },
  status: 201,
  answer: Note,
  headers: { ...ETAG, Location: 'Where the note is.' },
  problems: ['storage_full'],
  run: async (viewer, { body }) => {
    const made = await create(viewer, body);
    if (!made.ok) return made.reason === 'storage_full' ? refusal('storage_full') : tooMany(made);
    return shown(viewer, made.value.id, { Location: `/api/v1/notes/${made.value.id}` });
  },
});

export const readNote = operation('note:read', {
  method: 'GET',
  path: '/notes/{note}',
  summary: 'One note',
  status: 200,
  answer: Note,
  headers: ETAG,
  run: (viewer, { params: { note = '' } }) => shown(viewer, note),
});

export const editNote = operation('note:edit', {
  method: 'PUT',
  path: '/notes/{note}',
  summary: 'Writes a note anew',
  description: 'Only on the revision that If-Match names: nobody’s words are overwritten unread.',
  body: NoteFields,
  example: { title: 'Plans', text: 'Paint the gate.' },
  condition: 'required',
  status: 200,
  answer: Note,
  headers: ETAG,
  problems: ['changed_meanwhile', 'storage_full'],
  run: async (viewer, { params: { note = '' }, body, revision }) => {
    const outcome = await edit(viewer, note, { ...body, revision: Number(revision) });
    if (outcome.ok) return shown(viewer, note);
    return outcome.reason === 'storage_full' ? refusal('storage_full') : unlessChanged(outcome);
  },
});

export const deleteNote = operation('note:delete', {
  method: 'DELETE',
  path: '/notes/{note}',
  summary: 'Deletes a note of the caller, for everybody',
  description: 'With If-Match only the revision that it names.',
  condition: 'optional',
  status: 204,
  problems: ['changed_meanwhile'],
  run: async (viewer, { params: { note = '' }, revision }) => {
    const outcome = await destroy(viewer, note, revision);
    return outcome.ok ? DONE : unlessChanged(outcome);
  },
});

export const leaveNote = operation('note:leave', {
  method: 'DELETE',
  path: '/notes/{note}/access/me',
  summary: 'Gives up the caller’s access to a note of somebody else',
  status: 204,
  run: async (viewer, { params: { note = '' } }) => doneIf(await leave(viewer, note)),
});

/** Why an act on one revision was not done; the ETag says which one to read. */
const unlessChanged = (
  outcome: { reason: 'not_allowed' } | { reason: 'changed'; revision: number },
) =>
  outcome.reason === 'not_allowed'
    ? NOT_ALLOWED
    : refusal('changed_meanwhile', { headers: { ETag: `"${outcome.revision}"` } });

const offered = <Row extends { offeredAt: Date | null }>({ offeredAt, ...row }: Row) => ({
  ...row,
  isOffered: offeredAt !== null,
});

/** The note as it is now; who may not read it (any more) is told that there is none. */
async function shown(
  viewer: Viewer,
  id: string,
  headers: Record<string, string> = {},
): Promise<Outcome<z.input<typeof Note>>> {
  const note = await read(viewer, id);
  if (!note) return NOT_ALLOWED;
  return { ok: true, value: offered(note), headers: { ETag: `"${note.revision}"`, ...headers } };
}
