import 'server-only';
import type { ThingResource } from '#lib/resource';
import { type Access, listAccess } from '#lib/sharing/list-access';
import type { Actor, Thing } from '#lib/things/access';
import { type ReadThing, readThing } from '#lib/things/read';

/** A thing and who has access to it, as a page shows them. */
export type SeenThing<Of extends ThingResource = ThingResource> = ReadThing<Of> & {
  people: Access[];
};

/** Both; null when the viewer may not read it, or there is none. */
export async function lookAt<Of extends ThingResource>(
  viewer: Actor,
  thing: Thing<Of>,
): Promise<SeenThing<Of> | null> {
  const [found, people] = await Promise.all([readThing(viewer, thing), listAccess(viewer, thing)]);
  return found && people && { ...found, people };
}
