import { pageOfSessions } from '#lib/oauth/page-of-sessions';
import { toCursor } from '#lib/pages';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { sessionsOf } from '#lib/session/list';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { SubmitButton } from '#ui/submit-button';
import { Ago } from '#ui/time';
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
      <h2 id="sessions">{say('userSessions.title')}</h2>
      {sessions.length === 0 ? (
        <p>{say('userSessions.none')}</p>
      ) : (
        <>
          <p>{say('userSessions.count', { count: sessions.length })}</p>
          {mayEnd && (
            <ButtonForm action={endSessionsAction}>
              <input type="hidden" name="user" value={userId} />
              <SubmitButton says={say('userSessions.endAll')} className="btn-danger btn-s" />
            </ButtonForm>
          )}
          <ul className="rows dense">
            {page.sessions.map((session) => {
              const browser = describeSession(session);
              return (
                <li key={session.id}>
                  <div className="stack-s">
                    <h3>{browser}</h3>
                    <p className="mono">
                      <Filled
                        of={textsOf('userSessions').seen}
                        parts={{
                          seen: <Ago at={session.lastSeenAt} zone={zone} />,
                          address: sayAddress(session.address),
                          since: <Ago at={session.createdAt} zone={zone} />,
                        }}
                      />
                    </p>
                  </div>
                  {mayEnd && (
                    <ButtonForm action={endSessionAction}>
                      <input type="hidden" name="user" value={userId} />
                      <input type="hidden" name="session" value={session.id} />
                      <SubmitButton
                        says={say('userSessions.end')}
                        of={say('userSessions.of', { browser })}
                        className="btn-quiet btn-s"
                      />
                    </ButtonForm>
                  )}
                </li>
              );
            })}
          </ul>
          <Pages
            of={say('userSessions.list')}
            path={`/admin/users/${userId}`}
            name="sessions"
            anchor="sessions"
            place={place}
            next={page.next && toCursor('sessions', page.next)}
            words={[say('pages.first'), say('pages.more')]}
          />
        </>
      )}
    </section>
  );
}
