import 'server-only';
import { sayMany, sayThing } from '#lib/permissions/called';
import type { ThingResource } from '#lib/resource';

/** What sentences about a thing put in: "note" and "notes". */
export const wordsOf = ({ kind }: ThingResource) => ({
  thing: sayThing(kind),
  things: sayMany(kind),
});
