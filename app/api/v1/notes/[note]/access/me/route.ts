import { resource } from '#lib/api/endpoint';
import { leaveNote } from '#lib/api/notes';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  DELETE: leaveNote,
});
