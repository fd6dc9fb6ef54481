import { resource } from '#lib/api/endpoint';
import { endOtherSessions, listSessions } from '#lib/api/sessions';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: listSessions,
  DELETE: endOtherSessions,
});
