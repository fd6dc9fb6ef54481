import 'server-only';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { type Access, listAccess } from '#lib/notes/list-access';
import type { Person } from '#lib/notes/person';

/**
 * What stands in a path for one who has access to a note: paths lie in logs and histories, where nobody's
 * address belongs. Made anew from the list each time, so it is kept nowhere.
 */
const handleOf = (note: string, address: string) =>
  hashCode(keysFor('person')[0], `${note} ${address}`).slice(0, 24);

/** Who has access to a note, each with the handle for paths; null when the viewer may not read it. */
export async function listPeople(viewer: Person, note: string) {
  const people = await listAccess(viewer, note);
  return people?.map(({ isViewer, ...one }) => ({
    ...one,
    isYou: isViewer,
    person: isOwner(one) ? null : handleOf(note, one.address),
  }));
}

/** The address behind a handle; null when there is nobody (any more), or no such note for the viewer. */
export async function findAddress(viewer: Person, note: string, person: string) {
  const people = await listPeople(viewer, note);
  return people?.find((one) => one.person !== null && one.person === person)?.address ?? null;
}

const isOwner = ({ relation }: Pick<Access, 'relation'>) => relation === 'owner';
