import { redirect } from 'next/navigation';
import { findProgram } from '#lib/admin/programs';
import { placeIn } from '#lib/pages';
import { roleMay } from '#lib/permissions/table';
import { refuse, requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Heading } from '#ui/title';
import { EnableProgram } from './enable';
import { ProgramFacts } from './facts';
import { DisableProgramForm } from './form';
import { ProgramPeople } from './people';

type Query = 'id' | 'after';
type Props = { searchParams: Promise<Partial<Record<Query, string | string[]>>> };

export default async function ProgramPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('client:list:any');
  const { id, after } = await searchParams;
  if (typeof id !== 'string') redirect('/admin/apps');
  const place = placeIn('people', after);
  const found = await findProgram(viewer, id, place ?? '');
  if (!found) return refuse(viewer, 'client:list:any', id);
  const { client, count, people, next } = found;
  const isDisabled = client.disabledAt !== null;
  const mayDisable = roleMay(viewer.user.role, 'client:disable');
  return (
    <AdminShell viewer={viewer} at="/admin/apps">
      <p>
        <a href="/admin/apps">{say('programs.all')}</a>
      </p>
      <Heading part={say('programs.title')}>{client.name}</Heading>
      <div className="columns">
        <div className="stack">
          <ProgramFacts client={client} zone={viewer.user.timeZone} />
          <ProgramPeople
            id={id}
            count={count}
            people={place === null ? [] : people}
            place={place}
            next={place === null ? null : next}
          />
        </div>
        <div className="stack">
          {mayDisable && isDisabled && <EnableProgram id={id} />}
          {mayDisable && !isDisabled && (
            <section className="card stack">
              <DisableProgramForm text={textsOf('disableProgramForm')} id={id} />
            </section>
          )}
        </div>
      </div>
    </AdminShell>
  );
}
