import { type FoundEntry, searchLog } from '#lib/admin/audit-search';
import { toCursor } from '#lib/pages';
import { roleMay } from '#lib/permissions/table';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { zoneFor } from '#lib/wall-time';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { daysOf, type FilterQuery, queryOf, readFilter } from './filter';
import { FilterForm } from './filter-form';
import { LogEntry } from './log-entry';
import { ChainState, ExportForm } from './log-state';

const PER_PAGE = 50;

type Props = { searchParams: Promise<FilterQuery> };

export default async function AuditPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('audit:read:any');
  const zone = zoneFor(viewer.user.timeZone);
  const filter = readFilter(await searchParams, zone);
  const asked = { ...filter.search, limit: PER_PAGE + 1 };
  const found = filter.place === null ? [] : await searchLog(viewer, asked);
  const entries = found.slice(0, PER_PAGE);
  const last = entries.at(-1);
  const mayExport = roleMay(viewer.user.role, 'audit:export');
  return (
    <AdminShell viewer={viewer} at="/admin/audit">
      <div className="stack-s">
        <Heading>{say('auditLog.title')}</Heading>
        <p className="hint">{say('auditLog.intro', { zone })}</p>
      </div>
      <ChainState zone={zone} />
      <FilterForm filter={filter} zone={zone} />
      <section className="card" aria-labelledby="entries">
        <h2 id="entries" className="sr">
          {say('auditLog.entries')}
        </h2>
        <Entries entries={entries} zone={zone} />
      </section>
      <Pages
        of={say('auditLog.list')}
        path="/admin/audit"
        name="before"
        query={queryOf(filter)}
        place={filter.place}
        next={found.length > PER_PAGE && last ? toCursor('audit', String(last.seq)) : null}
      />
      {mayExport && <ExportForm days={daysOf(filter)} />}
    </AdminShell>
  );
}

function Entries({ entries, zone }: { entries: FoundEntry[]; zone: string }) {
  if (entries.length === 0) return <p>{say('auditLog.none')}</p>;
  return (
    <ul className="rows dense">
      {entries.map((entry) => (
        <LogEntry key={entry.id} entry={entry} zone={zone} />
      ))}
    </ul>
  );
}
