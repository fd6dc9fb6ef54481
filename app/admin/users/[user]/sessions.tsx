import { describeSession } from '#lib/request/browser';
import type { sessionsOf } from '#lib/session/list';
import { Ago, Time } from '#ui/time';
import { endSessionAction, endSessionsAction } from './actions';

type Props = {
  userId: string;
  sessions: Awaited<ReturnType<typeof sessionsOf>>;
  zone: string;
  mayEnd: boolean;
};

export function Sessions({ userId, sessions, zone, mayEnd }: Props) {
  return (
    <section className="card stack" aria-labelledby="sessions">
      <h2 id="sessions">Sessions</h2>
      {sessions.length === 0 ? (
        <p>Signed in nowhere.</p>
      ) : (
        <>
          <ul className="rows dense">
            {sessions.map((session) => {
              const browser = describeSession(session);
              return (
                <li key={session.id}>
                  <div className="stack-s">
                    <h3>{browser}</h3>
                    <p className="mono">
                      {session.address} · signed in <Time at={session.createdAt} zone={zone} /> ·
                      active <Ago at={session.lastSeenAt} />
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
          {mayEnd && (
            <form action={endSessionsAction}>
              <input type="hidden" name="user" value={userId} />
              <button type="submit" className="btn btn-danger btn-s">
                End all sessions
              </button>
            </form>
          )}
        </>
      )}
    </section>
  );
}
