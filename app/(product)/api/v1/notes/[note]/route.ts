import { resource } from '#lib/api/endpoint';
import { operationsOf } from '#lib/api/things';
import { noteResource } from '#lib/product/notes/resource';

const noteOperations = operationsOf(noteResource);

export const { GET, POST, PUT, PATCH, DELETE } = resource({
  GET: noteOperations.read,
  PUT: noteOperations.edit,
  DELETE: noteOperations.delete,
});
