import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import type { Thing } from '#lib/things/access';

/** Every grant of a thing. */
export const ofThing = ({ of, id }: Thing) => and(eq(grants.kind, of.kind), eq(grants.object, id));

/** The row of a thing’s list that was given to this address. The owner’s own is none. */
export const shareWhere = (thing: Thing, address: string) =>
  and(ofThing(thing), eq(grants.address, address), ne(grants.relation, 'owner'));
