import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { readDetail } from '#lib/audit/detail';
import type { LoggedEvent, Names } from '#lib/audit/say';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/notes/access';
import { marksOf } from '#lib/notes/mark';

/**
 * What the viewer may be told about the notes in some entries of the log: the titles of those they can read at
 * this moment, and the addresses that stand in the lists of these. Of every other note nothing, whether it is
 * deleted or only closed to them.
 */
export async function namesFor(viewer: Actor, told: LoggedEvent[]): Promise<Names> {
  const ids = [...new Set(told.flatMap(({ object }) => object.match(/^note:(.+)$/)?.[1] ?? []))];
  if (ids.length === 0) return { title: () => undefined, person: () => undefined };
  const readable = and(inArray(notes.id, ids), allowed(viewer, 'note:read', notes.id));
  const found = await db().select({ id: notes.id, title: notes.title }).from(notes).where(readable);
  const titles = new Map(found.map(({ id, title }) => [id, title]));
  const lists = await peopleOf([...titles.keys()], told);
  return {
    title: (id) => titles.get(id),
    person: (id, mark) => lists.get(`${id} ${mark}`),
  };
}

/** The addresses in the lists of notes, by note and mark; asked for only when an entry has a mark. */
async function peopleOf(ids: string[], told: LoggedEvent[]): Promise<Map<string, string>> {
  if (ids.length === 0 || !told.some((one) => readDetail(one).params['person'])) return new Map();
  const rows = await db()
    .select({ id: grants.object, address: grants.address })
    .from(grants)
    .where(and(eq(grants.kind, 'note'), inArray(grants.object, ids)));
  return new Map(
    rows.flatMap(({ id, address }) =>
      marksOf(id, address).map((mark) => [`${id} ${mark}`, address] as const),
    ),
  );
}
