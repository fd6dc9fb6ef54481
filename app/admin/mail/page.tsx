import { listMails, MAIL_STATES, type MailState, PLACE_OF_TRY } from '#lib/admin/mails';
import { env } from '#lib/env';
import { PER_PAGE, placeIn, toCursor } from '#lib/pages';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AdminShell } from '#ui/admin-shell';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { MailTable } from './table';

const PAGE = '/admin/mail';
const NONE = { mails: [], next: null };

type Query = 'state' | 'after';
type Props = { searchParams: Promise<Partial<Record<Query, string | string[]>>> };

export default async function MailPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('mail:list:any');
  const { state: asked, after } = await searchParams;
  const state = MAIL_STATES.find((one) => one === asked) ?? 'failed';
  const place = placeIn('undelivered', after, PLACE_OF_TRY);
  const page = { state, limit: PER_PAGE, after: place ?? '' };
  const { mails, next } = place === null ? NONE : await listMails(viewer, page);
  return (
    <AdminShell viewer={viewer} at={PAGE}>
      <div className="stack-s">
        <Heading>{say('adminMails.title')}</Heading>
        <p className="hint">{say(env().SMTP_URL ? 'adminMails.intro' : 'adminMails.captured')}</p>
      </div>
      <States current={state} />
      <section className="card stack" aria-label={say(`adminMailStates.${state}`)}>
        <p>{say(`adminMailStateSays.${state}`)}</p>
        {mails.length > 0 ? (
          <MailTable mails={mails} state={state} viewer={viewer} />
        ) : (
          <p>{say(`adminMailNone.${state}`)}</p>
        )}
      </section>
      <Pages
        of={say('adminMails.list')}
        path={PAGE}
        query={{ state }}
        place={place}
        next={next && toCursor('undelivered', next)}
      />
    </AdminShell>
  );
}

const States = ({ current }: { current: MailState }) => (
  <nav className="places" aria-label={say('adminMails.which')}>
    {MAIL_STATES.map((state) => (
      <a
        key={state}
        href={`${PAGE}?state=${state}`}
        aria-current={state === current ? 'page' : undefined}
      >
        {say(`adminMailStates.${state}`)}
      </a>
    ))}
  </nav>
);
