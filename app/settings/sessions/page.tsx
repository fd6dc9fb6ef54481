import { describeSession } from '#lib/request/browser';
import { type ListedSession, listSessions } from '#lib/session/list';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Ago, Time } from '#ui/time';
import { Heading } from '#ui/title';
import { revokeOtherSessionsAction, revokeSessionAction } from './actions';

export default async function SessionsPage() {
  const viewer = await requireViewer('session:list');
  const sessions = await listSessions(viewer);
  return (
    <AccountShell viewer={viewer} at="/settings/sessions">
      <div className="stack-s">
        <Heading part="Sessions">Where you’re signed in</Heading>
        <p className="hint">End any session you don’t recognise.</p>
      </div>
      <section className="card" aria-label="Sessions">
        <ul className="rows">
          {thisOneFirst(sessions).map((session) => (
            <SessionRow key={session.id} session={session} zone={viewer.user.timeZone} />
          ))}
        </ul>
      </section>
      {sessions.length > 1 && (
        <form action={revokeOtherSessionsAction}>
          <button type="submit" className="btn btn-danger">
            Sign out everywhere else
          </button>
        </form>
      )}
    </AccountShell>
  );
}

const thisOneFirst = (sessions: ListedSession[]) =>
  [...sessions].sort((a, b) => Number(b.isThisOne) - Number(a.isThisOne));

function SessionRow({ session, zone }: { session: ListedSession; zone: string }) {
  const browser = describeSession(session);
  return (
    <li>
      <div className="stack-s">
        <h2>
          {browser} {session.isThisOne && <span className="tag">This device</span>}
        </h2>
        <p className="mono">
          {session.address} · signed in <Time at={session.createdAt} zone={zone} /> · active{' '}
          <Ago at={session.lastSeenAt} />
          {session.isPersistent && session.clientName === null && ' · kept signed in'}
        </p>
      </div>
      {!session.isThisOne && (
        <form action={revokeSessionAction}>
          <input type="hidden" name="session" value={session.id} />
          <button type="submit" className="btn btn-quiet btn-s">
            Sign out<span className="sr"> {browser}</span>
          </button>
        </form>
      )}
    </li>
  );
}
