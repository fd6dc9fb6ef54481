import 'server-only';
import { and, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import type { Detail } from '#lib/audit/detail';
import { wasDoneLately } from '#lib/audit/was-done';
import { mailboxSubject, userSubject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { ofThing } from '#lib/sharing/access';
import { type Actor, auditThing, guardThing, loggedAs, type Thing } from '#lib/things/access';

const LEFT = 'thing_left';

/** Gives up the viewer’s own access to a thing of somebody else. False when they have none, or own it. */
export const leaveThing = (viewer: Actor, thing: Thing): Promise<boolean> =>
  transaction(
    guardThing(viewer, 'leave', thing),
    expectRow((tx) => tx.delete(grants).where(and(ofThing(thing), isOf(viewer)))),
    auditThing(viewer, 'privilege_permissions_changed', thing, LEFT),
  );

const isOf = ({ user }: Actor) =>
  inArray(grants.subject, [userSubject(user.id), mailboxSubject(user.email)]);

/** As the version before this one says it, which may serve beside it while it is replaced. */
const LEFT_BEFORE = 'note_left' as Detail;

/** Whether the viewer has just left the thing with this id: of that nobody else learns. */
export async function hasLeft({ user }: Actor, thing: Thing): Promise<boolean> {
  const type = 'privilege_permissions_changed';
  const deed = { type, userId: user.id, object: loggedAs(thing) } as const;
  return (
    (await wasDoneLately({ ...deed, detail: LEFT })) ||
    (await wasDoneLately({ ...deed, detail: LEFT_BEFORE }))
  );
}
