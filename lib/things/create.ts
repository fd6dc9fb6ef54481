import 'server-only';
import { and, eq, notExists, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { grant, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { take } from '#lib/limits/take';
import type { ThingResource } from '#lib/resource';
import { fail, ok, type Result } from '#lib/result';
import { type Actor, auditThing, type Thing, type ValuesOf } from '#lib/things/access';
import { thingsByUser } from '#lib/things/limits';
import { findOfSameForm, idFor, isOfSameForm } from '#lib/things/same-form';
import { countNew } from '#lib/things/storage';

export type CreateFailure = 'too_many_attempts' | 'storage_full';

/** What came of it: a new thing, or the one that the same form made before, which may have been changed since. */
type Made = { id: string; how: 'new' | 'before' | 'changed' };

/**
 * Makes a thing that the viewer owns and nobody else sees, if there is room for it. A form has a number: filled in the
 * same way and sent twice, also at once, it makes one thing.
 */
export async function createThing<Of extends ThingResource>(
  viewer: Actor,
  of: Of,
  values: ValuesOf<Of>,
  form = '',
): Promise<Result<Made, CreateFailure>> {
  const thing = { of, id: idFor(viewer, of, values, form) };
  const before = await findOfSameForm(viewer, thing);
  if (before) return ok(before);
  const throttled = await take(byPerson(thingsByUser, viewer));
  if (throttled) return fail('too_many_attempts', throttled);
  const now = new Date();
  const row = { ...values, id: thing.id, revision: 1, createdAt: now, updatedAt: now };
  const isDone = await transaction(
    unlessMade(viewer, thing),
    countNew(viewer.user.id, of, values),
    (tx) => tx.insert(of.table).values(row as never),
    grant({
      subject: userSubject(viewer.user.id),
      relation: 'owner',
      kind: of.kind,
      object: thing.id,
      address: viewer.user.email,
      grantedBy: null,
    }),
    auditThing(viewer, 'sensitive_create', thing, 'thing_created'),
  );
  if (isDone) return ok({ id: thing.id, how: 'new' });
  const meanwhile = await findOfSameForm(viewer, thing);
  return meanwhile ? ok(meanwhile) : fail('storage_full');
}

/** The write that changes nothing, and undoes all beside it when the same form has made its thing. */
function unlessMade(viewer: Actor, thing: Thing) {
  const made = db()
    .select({ one: sql`1` })
    .from(grants)
    .where(isOfSameForm(viewer, thing))
    .limit(1);
  const isFirst = and(eq(users.id, viewer.user.id), notExists(made));
  return expectRow((tx) => tx.update(users).set({ id: users.id }).where(isFirst));
}
