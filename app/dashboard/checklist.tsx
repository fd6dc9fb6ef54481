import type { ReactNode } from 'react';
import { type CheckUp, FAILURE_DAYS, NEW_DAYS } from '#lib/accounts/check-up';
import { describeSession } from '#lib/request/browser';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Time } from '#ui/time';

type Item = { isDone: boolean; says: ReactNode; act: [href: string, text: string] };

const times = (count: number) => say('checklist.times', { count });

/** What was looked at of this account just now, over which time, and what its owner can do about it. */
export function Checklist({ found, zone }: { found: CheckUp; zone: string }) {
  const items = [passwords(found, zone), devices(found), tokens(found)];
  const done = items.filter(({ isDone }) => isDone).length;
  return (
    <section className="card stack" aria-labelledby="checklist">
      <div className="row">
        <h2 id="checklist">{say('checklist.title')}</h2>
        <p className="hint">{say('checklist.done', { done, count: items.length })}</p>
      </div>
      <ul className="rows dense">
        {items.map(({ isDone, says, act: [href, text] }) => (
          <li key={text}>
            <div className="stack-s">
              <p>
                <span className={isDone ? 'tag' : 'tag open'}>
                  {say(isDone ? 'checklist.inOrder' : 'checklist.open')}
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
  const { noWrongPasswordSince, wrongPasswordSince } = textsOf('checklist');
  const time = <Time at={since} zone={zone} />;
  if (failures === 0)
    return {
      isDone: true,
      says: isSinceChange ? (
        <Filled of={noWrongPasswordSince} parts={{ time }} />
      ) : (
        say('checklist.noWrongPassword', { days: FAILURE_DAYS })
      ),
      act: ['/settings/activity', say('checklist.seeWhat')],
    };
  return {
    isDone: false,
    says: isSinceChange ? (
      <Filled of={wrongPasswordSince} parts={{ times: times(failures), time }} />
    ) : (
      say('checklist.wrongPassword', { times: times(failures), days: FAILURE_DAYS })
    ),
    act: ['/settings/password', say('checklist.changePassword')],
  };
}

function devices({ news }: CheckUp): Item {
  const act: Item['act'] = ['/settings/sessions', say('checklist.seeWhere')];
  const days = NEW_DAYS;
  if (news.length === 0) return { isDone: true, says: say('checklist.nothingNew', { days }), act };
  const first = news.slice(0, 3).map(describeSession).join(', ');
  const more = { names: first, count: news.length - 3 };
  const names = more.count > 0 ? say('checklist.andMore', more) : first;
  return { isDone: false, says: say('checklist.new', { days, names }), act };
}

function tokens({ reuses }: CheckUp): Item {
  const days = FAILURE_DAYS;
  return {
    isDone: reuses === 0,
    says:
      reuses === 0
        ? say('checklist.noTokenReuse', { days })
        : say('checklist.tokenReuse', { times: times(reuses), days }),
    act: ['/settings/activity', say('checklist.seeActivity')],
  };
}
