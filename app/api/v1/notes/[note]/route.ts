import { resource } from '#lib/api/endpoint';
import { noteOperations } from '#lib/api/notes';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: noteOperations.readNote,
  PUT: noteOperations.editNote,
  DELETE: noteOperations.deleteNote,
});
