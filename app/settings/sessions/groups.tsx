import type { ReactNode } from 'react';
import { isOfBrowser, type ListedSession } from '#lib/session/list';
import { say } from '#texts/say';
import { DeviceRow } from './row';

type Props = {
  /** One page of them, in the order in which they are listed: this one, browsers, programs. */
  sessions: ListedSession[];
  /** The ids of those that are new to the account. */
  news: Set<string>;
  zone: string;
};

/** The devices of one page in their groups, of which none is empty. */
export function DeviceGroups({ sessions, ...how }: Props) {
  const others = sessions.filter(({ isThisOne }) => !isThisOne);
  const browsers = others.filter(isOfBrowser);
  const programs = others.filter((one) => !isOfBrowser(one));
  return (
    <>
      <Group says={say('sessions.this')} sessions={sessions.filter(isThis)} {...how} isThis />
      <Group says={say('sessions.browsers')} sessions={browsers} {...how} />
      <Group says={say('sessions.programs')} sessions={programs} {...how}>
        <a href="/settings/apps">{say('sessions.mayDo')}</a>
      </Group>
    </>
  );
}

const isThis = ({ isThisOne }: ListedSession) => isThisOne;

function Group({
  says,
  sessions,
  news,
  zone,
  isThis = false,
  children,
}: Props & { says: string; isThis?: boolean; children?: ReactNode }) {
  if (sessions.length === 0) return null;
  return (
    <section className={isThis ? 'card here' : 'card stack'} aria-label={says}>
      {!isThis && (
        <div className="row">
          <h2>{says}</h2>
          {children}
        </div>
      )}
      <ul className="rows">
        {sessions.map((session) => (
          <DeviceRow key={session.id} session={session} isNew={news.has(session.id)} zone={zone} />
        ))}
      </ul>
    </section>
  );
}
