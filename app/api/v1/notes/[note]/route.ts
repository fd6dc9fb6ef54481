import { resource } from '#lib/api/endpoint';
import { deleteNote, editNote, readNote } from '#lib/api/notes';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: readNote,
  PUT: editNote,
  DELETE: deleteNote,
});
