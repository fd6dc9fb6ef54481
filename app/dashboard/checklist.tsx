import type { ReactNode } from 'react';
import type { Activity } from '#lib/audit/list';

/** What is already safe about this account, and what its owner should still look at. */
export function Checklist({ others, activity }: { others: number; activity: Activity[] }) {
  const failed = activity.filter(({ type }) => type === 'authn_login_fail').length;
  const items: [isDone: boolean, text: ReactNode][] = [
    [true, 'Your mailbox is proven.'],
    [true, 'Your password was in no list of leaked passwords when you chose it.'],
    [
      others === 0,
      others === 0 ? (
        'You are signed in nowhere else.'
      ) : (
        <>
          You are signed in in {others} other {others === 1 ? 'place' : 'places'}.{' '}
          <a href="/settings/sessions">Are they all yours?</a>
        </>
      ),
    ],
    [
      failed === 0,
      failed === 0
        ? 'Nobody tried a wrong password lately.'
        : `A wrong password was tried ${failed === 1 ? 'once' : `${failed} times`} lately. If it was not you, somebody knows your address; your password held.`,
    ],
  ];
  const done = items.filter(([isDone]) => isDone).length;
  return (
    <section className="card stack" aria-labelledby="checklist">
      <div className="row">
        <h2 id="checklist">Security</h2>
        <p className="hint">
          {done} of {items.length} in order
        </p>
      </div>
      <ul className="rows dense">
        {items.map(([isDone, text], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items never change their order
          <li key={index}>
            <div className="stack-s">
              <p>
                <span className={isDone ? 'tag' : 'tag open'}>
                  {isDone ? 'In order' : 'Look at this'}
                </span>
              </p>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
