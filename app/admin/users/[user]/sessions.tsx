import { toCursor } from '#lib/pages';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import { pageOfSessions, type sessionsOf } from '#lib/session/list';
import { Pages } from '#ui/pages';
import { Ago, Time } from '#ui/time';
import { endSessionAction, endSessionsAction } from './actions';

type Props = {
  userId: string;
  sessions: Awaited<ReturnType<typeof sessionsOf>>;
  zone: string;
  mayEnd: boolean;
  /** Where the page of the list begins. */
  place: string | null | undefined;
};

export async function Sessions({ userId, sessions, zone, mayEnd, place }: Props) {
  const page = await pageOfSessions(sessions, { after: place });
  return (
    <section className="card stack" aria-labelledby="sessions">
      <h2 id="sessions">Sessions</h2>
      {sessions.length === 0 ? (
        <p>Signed in nowhere.</p>
      ) : (
        <>
          <p>
            Signed in in {sessions.length} {sessions.length === 1 ? 'place' : 'places'}.
          </p>
          {mayEnd && (
            <form action={endSessionsAction}>
              <input type="hidden" name="user" value={userId} />
              <button type="submit" className="btn btn-danger btn-s">
                End all sessions
              </button>
            </form>
          )}
          <ul className="rows dense">
            {page.sessions.map((session) => {
              const browser = describeSession(session);
              return (
                <li key={session.id}>
                  <div className="stack-s">
                    <h3>{browser}</h3>
                    <p className="mono">
                      {sayAddress(session.address)} · signed in{' '}
                      <Time at={session.createdAt} zone={zone} /> · active{' '}
                      <Ago at={session.lastSeenAt} />
                    </p>
                  </div>
                  {mayEnd && (
                    <form action={endSessionAction}>
                      <input type="hidden" name="user" value={userId} />
                      <input type="hidden" name="session" value={session.id} />
                      <button type="submit" className="btn btn-quiet btn-s">
                        End<span className="sr"> the session in {browser}</span>
                      </button>
                    </form>
                  )}
                </li>
              );
            })}
          </ul>
          <Pages
            of="sessions"
            path={`/admin/users/${userId}`}
            name="sessions"
            anchor="sessions"
            place={place}
            next={page.next && toCursor('sessions', page.next)}
            words={['First page', 'More']}
          />
        </>
      )}
    </section>
  );
}
