import { resource } from '#lib/api/endpoint';
import { endSession } from '#lib/api/sessions';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  DELETE: endSession,
});
