import type { CheckUp } from '#lib/accounts/check-up';
import type { Activity } from '#lib/assembly/activity';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import { say, textsOf } from '#texts/say';
import { GroupedActivity } from '#ui/activity-list';
import { Filled } from '#ui/filled';
import { Ago, Time } from '#ui/time';
import { Heading } from '#ui/title';
import { Checklist } from './checklist';

type Props = { viewer: Viewer; sessions: ListedSession[]; activity: Activity[]; found: CheckUp };

const RECENT = 8;
const SHOWN = 5;

export function DashboardView({ viewer, sessions, activity, found }: Props) {
  const { user, session } = viewer;
  const others = sessions.filter(({ isThisOne }) => !isThisOne);
  const says = textsOf('dashboard');
  return (
    <>
      <Heading part={say('places.dashboard')}>
        {say('dashboard.title', { name: user.name })}
      </Heading>
      {user.secondFactorDueAt && (
        <p className="notice warn">
          <Filled
            of={says.needsFactor}
            parts={{
              time: <Time at={user.secondFactorDueAt} zone={user.timeZone} />,
              way: <a href="/settings/security">{says.setUpFactor}</a>,
            }}
          />
        </p>
      )}
      <div className="columns">
        <div className="stack">
          <section className="card stack" aria-labelledby="this-session">
            <h2 id="this-session">{says.thisSession}</h2>
            <dl className="facts">
              <dt>{says.signedInAs}</dt>
              <dd>{user.email}</dd>
              <dt>{says.since}</dt>
              <dd>
                <Time at={session.createdAt} zone={user.timeZone} />
              </dd>
              <dt>{says.endsIdle}</dt>
              <dd>
                <Ago at={session.idleEndsAt} zone={user.timeZone} />
              </dd>
              <dt>{says.ends}</dt>
              <dd>
                <Filled
                  of={says.endsAt}
                  parts={{
                    ago: <Ago at={session.expiresAt} zone={user.timeZone} />,
                    time: <Time at={session.expiresAt} zone={user.timeZone} />,
                  }}
                />
              </dd>
            </dl>
          </section>
          <section className="card stack" aria-labelledby="activity">
            <h2 id="activity">{says.activity}</h2>
            <GroupedActivity activity={activity} zone={user.timeZone} most={RECENT} />
            <p>
              <a href="/settings/activity">{says.allActivity}</a>
            </p>
          </section>
        </div>
        <div className="stack">
          <Checklist found={found} zone={user.timeZone} />
          <section className="card stack" aria-labelledby="others">
            <h2 id="others">{says.others}</h2>
            {others.length === 0 ? (
              <p>{says.noOthers}</p>
            ) : (
              <ul className="rows dense">
                {others.slice(0, SHOWN).map((other) => (
                  <li key={other.id}>
                    <div className="stack-s">
                      <h3>{describeSession(other)}</h3>
                      <p className="mono">
                        <Filled
                          of={says.seen}
                          parts={{
                            seen: <Ago at={other.lastSeenAt} zone={user.timeZone} />,
                            address: sayAddress(other.address),
                          }}
                        />
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href="/settings/sessions">{says.allSessions}</a>
              {others.length > SHOWN &&
                ` ${say('dashboard.more', { count: others.length - SHOWN })}`}
            </p>
          </section>
        </div>
      </div>
    </>
  );
}
