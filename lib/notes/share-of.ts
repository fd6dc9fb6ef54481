import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';

/** The row of a note’s list that was given to this address. The owner’s own is none. */
export const shareOf = (id: string, address: string) =>
  and(
    eq(grants.kind, 'note'),
    eq(grants.object, id),
    eq(grants.address, address),
    ne(grants.relation, 'owner'),
  );
