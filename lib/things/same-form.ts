import 'server-only';
import { and, eq, gt, sql } from 'drizzle-orm';
import { v7 as uuid, validate } from 'uuid';
import { grants } from '#drizzle/schema/grants';
import { userSubject } from '#lib/authorization/grants';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import type { ThingResource } from '#lib/resource';
import type { Actor, Thing } from '#lib/things/access';

const DAY_MS = 24 * 3600 * 1000;
/** The first characters of an id are its time (RFC 9562 5.7). */
const AFTER_TIME = 14;

/**
 * An id for a thing: of the form with this number, as it is filled in, always the same but for its time, so that the
 * thing is found when the form is sent once more. Only the person who was shown the form knows its number.
 */
export function idFor(
  { user }: Actor,
  { kind, fields }: ThingResource,
  values: Record<string, string>,
  form: string,
): string {
  if (!validate(form)) return uuid();
  const filled = Object.keys(fields).map((name) => values[name]);
  const wish = JSON.stringify([kind, user.id, form, ...filled]);
  return uuid({ msecs: Date.now(), random: Buffer.from(hashSecret(wish), 'hex').subarray(0, 16) });
}

/** The condition for the grant that a person has to a thing which the same form has made within a day. */
export const isOfSameForm = ({ user }: Actor, { of, id }: Thing) =>
  and(
    eq(grants.subject, userSubject(user.id)),
    eq(grants.kind, of.kind),
    gt(grants.object, uuid({ msecs: Date.now() - DAY_MS, random: new Uint8Array(16) })),
    sql`substr(${grants.object}, ${AFTER_TIME + 1}) = ${id.slice(AFTER_TIME)}`,
  );

/** That thing, and whether it was changed since; null when there is none. */
export async function findOfSameForm(viewer: Actor, thing: Thing) {
  const { table } = thing.of;
  const [made] = await db()
    .select({ id: table.id, revision: table.revision })
    .from(grants)
    .innerJoin(table, eq(table.id, grants.object))
    .where(isOfSameForm(viewer, thing))
    .limit(1);
  if (!made) return null;
  const how = Number(made.revision) > 1 ? ('changed' as const) : ('before' as const);
  return { id: String(made.id), how };
}
