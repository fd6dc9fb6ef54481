import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { placeIn, toCursor } from '#lib/pages';
import { type ListedSession, listSessions } from '#lib/session/list';
import { requireViewer } from '#lib/session/require-viewer';
import { listTrusted } from '#lib/session/trust';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { Pages } from '#ui/pages';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { revokeOtherSessionsAction } from './actions';
import { SessionRow } from './row';
import { TrustedBrowsers } from './trusted';

type Props = { searchParams: Promise<{ after?: string | string[] }> };
type Rows = (ListedSession & { scopes: string[] })[];

export default async function SessionsPage({ searchParams }: Props) {
  const viewer = await requireViewer('session:list');
  const [listed, trusted, { after }] = await Promise.all([
    listSessions(viewer),
    listTrusted(viewer),
    searchParams,
  ]);
  const place = placeIn('sessions', after);
  const { sessions, next } = await pageOfSessions(listed, { after: place });
  const others = listed.filter(({ isThisOne }) => !isThisOne).length;
  const zone = viewer.user.timeZone;
  return (
    <AccountShell viewer={viewer} at="/settings/sessions">
      <div className="stack-s">
        <Heading part={say('sessions.part')}>{say('sessions.title')}</Heading>
        <p className="hint">{say('sessions.intro')}</p>
      </div>
      {others > 0 && (
        <section className="card row" aria-label={say('sessions.elsewhere')}>
          <p>{say('sessions.others', { count: others })}</p>
          <ButtonForm action={revokeOtherSessionsAction}>
            <SubmitButton says={say('sessions.endOthers')} className="btn-danger" />
          </ButtonForm>
        </section>
      )}
      <Kind says={say('sessions.browsers')} rows={sessions.filter(isOfBrowser)} zone={zone} />
      <Kind
        says={say('sessions.programs')}
        rows={sessions.filter((one) => !isOfBrowser(one))}
        zone={zone}
      />
      {!place && <TrustedBrowsers browsers={trusted} zone={zone} />}
      <Pages
        of={say('sessions.list')}
        path="/settings/sessions"
        place={place}
        next={next && toCursor('sessions', next)}
        words={[say('pages.first'), say('pages.more')]}
      />
    </AccountShell>
  );
}

const isOfBrowser = ({ clientName }: Rows[number]) => clientName === null;

/** Those of one kind, under their name where there are two kinds. */
function Kind({ says, rows, zone }: { says: string; rows: Rows; zone: string }) {
  if (rows.length === 0) return null;
  return (
    <section className="card stack" aria-label={says}>
      <h2>{says}</h2>
      <ul className="rows">
        {rows.map((session) => (
          <SessionRow key={session.id} session={session} zone={zone} />
        ))}
      </ul>
    </section>
  );
}
