import 'server-only';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import type { PageRequest } from '#lib/pages';
import { type Access, listAccess, pageOfAccess } from '#lib/sharing/list-access';
import type { Actor, Thing } from '#lib/things/access';

/**
 * What stands in a path for one who has access to a thing: paths lie in logs and histories, where nobody's
 * address belongs. Made anew from the list each time, so it is kept nowhere.
 */
const handlesOf = ({ id }: Thing, address: string) =>
  keysFor('person').map((key) => hashCode(key, `${id} ${address}`).slice(0, 24));

/** One page of who has access to a thing, each with the handle for paths; null when the viewer may not read it. */
export async function listPeople(viewer: Actor, thing: Thing, asked: PageRequest) {
  const listed = await listAccess(viewer, thing);
  if (!listed) return null;
  const { people, next } = pageOfAccess(listed, asked);
  const named = people.map(({ isViewer, ...one }) => ({
    ...one,
    isYou: isViewer,
    person: isOwner(one) ? null : (handlesOf(thing, one.address)[0] ?? null),
  }));
  return { people: named, next };
}

/**
 * The address behind a handle, also one from before a new root secret was put in front; null when there is nobody
 * (any more), or no such thing for the viewer.
 */
export async function findAddress(viewer: Actor, thing: Thing, person: string) {
  const listed = (await listAccess(viewer, thing)) ?? [];
  const found = listed.find(
    (one) => !isOwner(one) && handlesOf(thing, one.address).includes(person),
  );
  return found?.address ?? null;
}

const isOwner = ({ relation }: Pick<Access, 'relation'>) => relation === 'owner';
