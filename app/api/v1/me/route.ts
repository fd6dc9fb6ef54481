import { accountOperations } from '#lib/api/account';
import { resource } from '#lib/api/endpoint';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: accountOperations.readAccount,
});
