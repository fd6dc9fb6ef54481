import { resource } from '#lib/api/endpoint';
import { sessionOperations } from '#lib/api/sessions';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: sessionOperations.listSessions,
  DELETE: sessionOperations.endOtherSessions,
});
