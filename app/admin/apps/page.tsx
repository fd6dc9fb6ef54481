import { listPrograms } from '#lib/admin/programs';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Pages } from '#ui/pages';
import { SearchForm } from '#ui/search-form';
import { Heading } from '#ui/title';
import { ProgramTable } from './table';

const PAGE = '/admin/apps';
const NONE = { clients: [], next: null };

type Query = 'q' | 'after';
type Props = { searchParams: Promise<Partial<Record<Query, string | string[]>>> };

export default async function ProgramsPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('client:list:any');
  const { q, after } = await searchParams;
  const search = typeof q === 'string' ? q : '';
  const place = placeIn('programs', after);
  const asked = { search, after: place ?? '', limit: PER_PAGE };
  const { clients, next } = place === null ? NONE : await listPrograms(viewer, asked);
  return (
    <AdminShell viewer={viewer} at={PAGE}>
      <div className="stack-s">
        <Heading>{say('programs.title')}</Heading>
        <p className="hint">{say('programs.intro')}</p>
      </div>
      <SearchForm search={search} words={[say('programs.find'), say('programs.search')]} />
      <section
        className="card stack"
        aria-label={say(search ? 'programs.found' : 'programs.title')}
      >
        {clients.length > 0 ? (
          <ProgramTable programs={clients} zone={viewer.user.timeZone} />
        ) : (
          <p>{say(search ? 'programs.noneFound' : 'programs.none')}</p>
        )}
      </section>
      <Pages
        of={say('programs.list')}
        path={PAGE}
        query={search ? { q: search } : {}}
        place={place}
        next={next && toCursor('programs', next)}
        words={[say('pages.first'), say('pages.next')]}
      />
      {search && (
        <p>
          <a href={PAGE}>{say('programs.everything')}</a>
        </p>
      )}
    </AdminShell>
  );
}
