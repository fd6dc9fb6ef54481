import { listUsers } from '#lib/admin/list-users';
import { PEOPLE_LOOKED_AT } from '#lib/admin/people/looked-at';
import { knowsStaffFactors } from '#lib/admin/people/staff-factors';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { roleHas } from '#lib/permissions/table';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { sayNumber } from '../../_ui/say-number';
import { PeopleExport } from './export-form';
import { isAsked, type PeopleQuery, readPeople } from './filter';
import { PeopleFilterForm } from './filter-form';
import { UserTable } from './table';

const PAGE = '/admin/users';
const NONE = { users: [], next: null, isPart: false };

type Props = { searchParams: Promise<PeopleQuery> };

export default async function UsersPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('account:list:any');
  const query = await searchParams;
  const asked = readPeople(query);
  const place = placeIn('users', query['after']);
  const wanted = { ...asked.wanted, after: place ?? '', limit: PER_PAGE };
  const page = place === null ? NONE : await listUsers(viewer, wanted);
  const isSome = isAsked(asked);
  return (
    <AdminShell viewer={viewer} at={PAGE}>
      <div className="stack-s">
        <Heading>{say('users.title')}</Heading>
        <p className="hint">{say('users.intro')}</p>
      </div>
      <PeopleFilterForm asked={asked} knowsStaff={knowsStaffFactors(viewer)} />
      <section className="card stack" aria-label={say(isSome ? 'users.found' : 'users.accounts')}>
        {page.users.length > 0 ? (
          <UserTable users={page.users} zone={viewer.user.timeZone} />
        ) : (
          <p>{sayNone(page, isSome)}</p>
        )}
        {page.isPart && page.users.length > 0 && (
          <p className="hint">{say('users.part', { count: sayNumber(PEOPLE_LOOKED_AT) })}</p>
        )}
      </section>
      <Pages
        of={say('users.list')}
        path={PAGE}
        query={asked.values}
        place={place}
        next={page.next && toCursor('users', page.next)}
        words={[say('pages.first'), say('pages.next')]}
      />
      {isSome && (
        <p>
          <a href={PAGE}>{say('users.everybody')}</a>
        </p>
      )}
      {roleHas(viewer.user.role, 'account:export:any') && <PeopleExport asked={asked} />}
    </AdminShell>
  );
}

function sayNone({ isPart }: { isPart: boolean }, isSome: boolean): string {
  if (isPart) return say('users.noneYet', { count: sayNumber(PEOPLE_LOOKED_AT) });
  return say(isSome ? 'users.noneFound' : 'users.none');
}
