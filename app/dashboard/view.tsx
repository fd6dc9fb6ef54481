import type { CheckUp } from '#lib/accounts/check-up';
import type { Activity } from '#lib/assembly/activity';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import { GroupedActivity } from '#ui/activity-list';
import { Ago, Time } from '#ui/time';
import { Heading } from '#ui/title';
import { Checklist } from './checklist';

type Props = { viewer: Viewer; sessions: ListedSession[]; activity: Activity[]; found: CheckUp };

const RECENT = 8;
const SHOWN = 5;

export function DashboardView({ viewer, sessions, activity, found }: Props) {
  const { user, session } = viewer;
  const others = sessions.filter(({ isThisOne }) => !isThisOne);
  return (
    <>
      <Heading part="Dashboard">{`Hello, ${user.name}`}</Heading>
      <div className="columns">
        <div className="stack">
          <section className="card stack" aria-labelledby="this-session">
            <h2 id="this-session">This session</h2>
            <dl className="facts">
              <dt>Signed in as</dt>
              <dd>{user.email}</dd>
              <dt>Since</dt>
              <dd>
                <Time at={session.createdAt} zone={user.timeZone} />
              </dd>
              <dt>Ends without a visit</dt>
              <dd>
                <Ago at={session.idleEndsAt} zone={user.timeZone} />
              </dd>
              <dt>Ends in any case</dt>
              <dd>
                <Ago at={session.expiresAt} zone={user.timeZone} />,{' '}
                <Time at={session.expiresAt} zone={user.timeZone} />
              </dd>
            </dl>
          </section>
          <section className="card stack" aria-labelledby="activity">
            <h2 id="activity">Recent activity</h2>
            <GroupedActivity activity={activity} zone={user.timeZone} most={RECENT} />
            <p>
              <a href="/settings/activity">See everything that happened</a>
            </p>
          </section>
        </div>
        <div className="stack">
          <Checklist found={found} zone={user.timeZone} />
          <section className="card stack" aria-labelledby="others">
            <h2 id="others">Your other sessions</h2>
            {others.length === 0 ? (
              <p>You are signed in only here.</p>
            ) : (
              <ul className="rows dense">
                {others.slice(0, SHOWN).map((other) => (
                  <li key={other.id}>
                    <div className="stack-s">
                      <h3>{describeSession(other)}</h3>
                      <p className="mono">
                        last seen <Ago at={other.lastSeenAt} zone={user.timeZone} /> from{' '}
                        {sayAddress(other.address)}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href="/settings/sessions">See and end your sessions</a>
              {others.length > SHOWN && ` (${others.length - SHOWN} more)`}
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
