import type { ReactNode } from 'react';
import { type CheckUp, FAILURE_DAYS, NEW_DAYS } from '#lib/accounts/check-up';
import { describeSession } from '#lib/request/browser';
import { Time } from '#ui/time';

type Item = { isDone: boolean; says: ReactNode; act: [href: string, text: string] };

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** What was looked at of this account just now, over which time, and what its owner can do about it. */
export function Checklist({ found, zone }: { found: CheckUp; zone: string }) {
  const items = [passwords(found, zone), devices(found), tokens(found)];
  const done = items.filter(({ isDone }) => isDone).length;
  return (
    <section className="card stack" aria-labelledby="checklist">
      <div className="row">
        <h2 id="checklist">Security</h2>
        <p className="hint">
          {done} of {items.length} in order
        </p>
      </div>
      <ul className="rows dense">
        {items.map(({ isDone, says, act: [href, text] }) => (
          <li key={text}>
            <div className="stack-s">
              <p>
                <span className={isDone ? 'tag' : 'tag open'}>
                  {isDone ? 'In order' : 'Look at this'}
                </span>
              </p>
              <p>
                {says} <a href={href}>{text}</a>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function passwords({ failures, since, isSinceChange }: CheckUp, zone: string): Item {
  const when = isSinceChange ? (
    <>
      since you changed it on <Time at={since} zone={zone} />
    </>
  ) : (
    `in the last ${FAILURE_DAYS} days`
  );
  if (failures === 0)
    return {
      isDone: true,
      says: <>No wrong password was tried {when}.</>,
      act: ['/settings/activity', 'See what happened'],
    };
  return {
    isDone: false,
    says: (
      <>
        A wrong password was tried {times(failures)} {when}. If it was not you, somebody knows your
        address.
      </>
    ),
    act: ['/settings/password', 'Change your password'],
  };
}

function devices({ news }: CheckUp): Item {
  const act: Item['act'] = ['/settings/sessions', 'See where you are signed in'];
  if (news.length === 0)
    return {
      isDone: true,
      says: `No new browser or app was let in within the last ${NEW_DAYS} days and is still in.`,
      act,
    };
  const first = news.slice(0, 3).map(describeSession).join(', ');
  const more = news.length > 3 ? ` and ${news.length - 3} more` : '';
  return {
    isDone: false,
    says: `New in the last ${NEW_DAYS} days: ${first}${more}. If one is not yours, sign it out.`,
    act,
  };
}

function tokens({ reuses }: CheckUp): Item {
  return {
    isDone: reuses === 0,
    says:
      reuses === 0
        ? `No used token of an app was shown again in the last ${FAILURE_DAYS} days.`
        : `A used token of an app was shown again ${times(reuses)} in the last ${FAILURE_DAYS} days; the app was signed out. Somebody may have copied it.`,
    act: ['/settings/activity', 'See your activity'],
  };
}
