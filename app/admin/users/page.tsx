import { listUsers } from '#lib/admin/list-users';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Pages } from '#ui/pages';
import { SearchForm } from '#ui/search-form';
import { Heading } from '#ui/title';
import { UserTable } from './table';

const NONE = { users: [], next: null };

type Query = 'q' | 'after';
type Props = { searchParams: Promise<Partial<Record<Query, string | string[]>>> };

export default async function UsersPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('account:list:any');
  const { q, after } = await searchParams;
  const search = single(q);
  const place = placeIn('users', after);
  const asked = { search, after: place ?? '', limit: PER_PAGE };
  const page = place === null ? NONE : await listUsers(viewer, asked);
  return (
    <AdminShell viewer={viewer} at="/admin/users">
      <div className="stack-s">
        <Heading>{say('users.title')}</Heading>
        <p className="hint">{say('users.intro')}</p>
      </div>
      <SearchForm search={search} words={[say('users.find'), say('users.search')]} />
      <section className="card stack" aria-label={say(search ? 'users.found' : 'users.accounts')}>
        {page.users.length > 0 ? (
          <UserTable users={page.users} zone={viewer.user.timeZone} />
        ) : (
          <p>{say(search ? 'users.noneFound' : 'users.none')}</p>
        )}
      </section>
      <Pages
        of={say('users.list')}
        path="/admin/users"
        query={search ? { q: search } : {}}
        place={place}
        next={page.next && toCursor('users', page.next)}
        words={[say('pages.first'), say('pages.next')]}
      />
      {search && (
        <p>
          <a href="/admin/users">{say('users.everybody')}</a>
        </p>
      )}
    </AdminShell>
  );
}

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '');
