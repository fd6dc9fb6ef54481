import 'server-only';
import type { z } from 'zod';
import { tooMany } from '#lib/api/caller';
import { DONE, doneIf, NOT_ALLOWED, type Outcome, operation } from '#lib/api/operation';
import { pageQuery } from '#lib/api/page';
import { refusal } from '#lib/api/problem';
import { NoteAnswer, NoteBody, NotesAnswer } from '#lib/api/schema';
import { toCursor } from '#lib/pages';
import { noteOf, noteResource } from '#lib/product/notes/resource';
import type { Viewer } from '#lib/session/store';
import { leaveThing } from '#lib/sharing/leave';
import { createThing } from '#lib/things/create';
import { deleteThing } from '#lib/things/delete';
import { editThing } from '#lib/things/edit';
import { listThings } from '#lib/things/list';
import { readThing } from '#lib/things/read';

const ETAG = { ETag: 'The revision of the note, for If-Match.' };

export const noteOperations = {
  listNotes: operation('note:list', {
    method: 'GET',
    path: '/notes',
    summary: 'The notes the caller may see, newest first, a page at a time',
    query: pageQuery('notes'),
    status: 200,
    answer: NotesAnswer,
    problems: ['invalid_fields'],
    run: async (viewer, { query: { after, limit } }) => {
      const { things, next } = await listThings(viewer, noteResource, after, limit);
      const value = { notes: things.map(offered), next: next && toCursor('notes', next) };
      return { ok: true, value };
    },
  }),

  createNote: operation('note:create', {
    method: 'POST',
    path: '/notes',
    summary: 'Makes a note that only the caller sees',
    body: NoteBody,
    example: { title: 'Plans', text: 'Paint the gate.' },
    status: 201,
    answer: NoteAnswer,
    headers: { ...ETAG, Location: 'Where the note is.' },
    problems: ['storage_full'],
    run: async (viewer, { body }) => {
      const made = await createThing(viewer, noteResource, body);
      if (!made.ok) return made.reason === 'storage_full' ? refusal('storage_full') : tooMany(made);
      return shown(viewer, made.value.id, { Location: `/api/v1/notes/${made.value.id}` });
    },
  }),

  readNote: operation('note:read', {
    method: 'GET',
    path: '/notes/{note}',
    summary: 'One note',
    status: 200,
    answer: NoteAnswer,
    headers: ETAG,
    run: (viewer, { params: { note = '' } }) => shown(viewer, note),
  }),

  editNote: operation('note:edit', {
    method: 'PUT',
    path: '/notes/{note}',
    summary: 'Writes a note anew',
    description: 'Only on the revision that If-Match names: nobody’s words are overwritten unread.',
    body: NoteBody,
    example: { title: 'Plans', text: 'Paint the gate.' },
    condition: 'required',
    status: 200,
    answer: NoteAnswer,
    headers: ETAG,
    problems: ['changed_meanwhile', 'storage_full'],
    run: async (viewer, { params: { note = '' }, body, revision }) => {
      const outcome = await editThing(viewer, noteOf(note), {
        values: body,
        revision: Number(revision),
      });
      if (outcome.ok) return shown(viewer, note);
      return outcome.reason === 'storage_full' ? refusal('storage_full') : unlessChanged(outcome);
    },
  }),

  deleteNote: operation('note:delete', {
    method: 'DELETE',
    path: '/notes/{note}',
    summary: 'Deletes a note of the caller, for everybody',
    description: 'With If-Match only the revision that it names.',
    condition: 'optional',
    status: 204,
    problems: ['changed_meanwhile'],
    run: async (viewer, { params: { note = '' }, revision }) => {
      const outcome = await deleteThing(viewer, noteOf(note), revision);
      return outcome.ok ? DONE : unlessChanged(outcome);
    },
  }),

  leaveNote: operation('note:leave', {
    method: 'DELETE',
    path: '/notes/{note}/access/me',
    summary: 'Gives up the caller’s access to a note of somebody else',
    status: 204,
    run: async (viewer, { params: { note = '' } }) =>
      doneIf(await leaveThing(viewer, noteOf(note))),
  }),
};

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

/** The note as it is now, or 404 when the caller may not read it (any more). */
async function shown(
  viewer: Viewer,
  id: string,
  headers: Record<string, string> = {},
): Promise<Outcome<z.input<typeof NoteAnswer>>> {
  const note = await readThing(viewer, noteOf(id));
  if (!note) return NOT_ALLOWED;
  return { ok: true, value: offered(note), headers: { ETag: `"${note.revision}"`, ...headers } };
}
