import { resource } from '#lib/api/endpoint';
import { createNote, listNotes } from '#lib/api/notes';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: listNotes,
  POST: createNote,
});
