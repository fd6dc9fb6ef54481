import { accessOperations } from '#lib/api/access';
import { resource } from '#lib/api/endpoint';

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  PUT: accessOperations.offerNote,
  DELETE: accessOperations.withdrawOffer,
});
