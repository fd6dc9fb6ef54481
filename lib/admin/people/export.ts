import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { actorOf } from '#lib/admin/actor';
import { listUsers } from '#lib/admin/list-users';
import type { PeopleFilter } from '#lib/admin/people/filter';
import type { ShownPerson } from '#lib/admin/people/shown';
import { record } from '#lib/audit/record';
import { csvLine } from '#lib/csv';
import { transaction } from '#lib/db/transaction';
import { roleHas } from '#lib/permissions/table';
import { fail, ok, type Result } from '#lib/result';
import { isDisabled } from '#lib/session/account-state';
import type { Viewer } from '#lib/session/store';

const PAGE = 200;
const PAUSE_MS = 2;

const COLUMNS = [
  'id',
  'name',
  'email',
  'role',
  'state',
  'disabled_until',
  'second_factor',
  'created',
  'last_seen',
] as const;

type Wanted = PeopleFilter & { search: string };

/**
 * The people whom a list of this filter has, as CSV in pieces and in its order: what the list shows of each, times in UTC.
 * That it was exported is an entry of the log, made before the first piece is given away. For those who may export accounts.
 */
export async function exportPeople(
  viewer: Viewer,
  wanted: Wanted,
): Promise<Result<AsyncGenerator<string>, 'not_allowed'>> {
  if (!roleHas(viewer.user.role, 'account:export:any')) return fail('not_allowed');
  const isAll = wanted.search === '' && !wanted.role && !wanted.state;
  await transaction(
    record({
      type: 'sensitive_read',
      userId: null,
      actor: actorOf(viewer),
      object: 'users',
      // Never what somebody typed.
      detail: isAll ? 'all_people' : 'some_people',
    }),
  );
  return ok(pieces(viewer, wanted));
}

async function* pieces(viewer: Viewer, wanted: Wanted): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (let after: string | null = ''; after !== null; ) {
    // With the viewer in each page: somebody who lost the role meanwhile gets no more.
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(viewer, {
      ...wanted,
      after,
      limit: PAGE,
    });
    if (page.users.length > 0) yield page.users.map(lineOf).join('');
    after = page.next;
    await sleep(PAUSE_MS);
  }
}

const lineOf = (person: ShownPerson) =>
  csvLine([
    person.id,
    person.name,
    person.email,
    person.role,
    isDisabled(person) ? 'disabled' : 'active',
    isDisabled(person) ? (person.disabledUntil?.toISOString() ?? null) : null,
    person.hasFactor === null ? null : person.hasFactor ? 'yes' : 'no',
    person.createdAt.toISOString(),
    person.lastSeenAt?.toISOString() ?? null,
  ]);
