import type { ReactNode } from 'react';
import { countAccounts, countSignedIn } from '#lib/admin/overview/people';
import type { DayOfSignIns } from '#lib/admin/overview/sign-ins';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { sayNumber } from '../../_ui/say-number';
import { sum, sumOf, worstOf } from './days';
import { sayDay } from './say-day';
import { sayCounted, sayPeople } from './say-people';

type Props = { viewer: Viewer; days: DayOfSignIns[] };

/** What there is, at a glance: each number leads to what it counts. */
export async function SiteNumbers({ viewer, days }: Props) {
  const [people, now] = await Promise.all([countAccounts(viewer), countSignedIn(viewer)]);
  const says = people && sayPeople(people);
  return (
    <ul className="kpis" aria-label={say('overview.numbers')}>
      {says && (
        <Figure of={say('overviewNumbers.people')} href="/admin/users" count={says.all}>
          {says.fresh}
        </Figure>
      )}
      {now && (
        <Figure
          of={say('overviewNumbers.now')}
          href="/admin/users?state=signed-in"
          count={sayCounted(now.people, now.isMore)}
        >
          {say('overviewNumbers.sessions', { count: now.sessions })}
        </Figure>
      )}
      {days.length > 0 && <OfSignIns days={days} />}
      {says && people && people.all > 0 && (
        <Figure
          of={say('overviewNumbers.disabled')}
          href="/admin/users?state=disabled"
          count={says.disabled}
        >
          {says.share}
        </Figure>
      )}
    </ul>
  );
}

function OfSignIns({ days }: { days: DayOfSignIns[] }) {
  const worst = worstOf(days);
  const today = days.at(-1);
  return (
    <>
      <Figure
        of={say('overviewNumbers.signIns')}
        href="/admin/audit?type=authn_login_success"
        count={sayNumber(sumOf(days, 'ok'))}
      >
        {say('overviewNumbers.today', { count: sayNumber(today ? sum(today.ok) : 0) })}
      </Figure>
      <Figure
        of={say('overviewNumbers.failures')}
        href="/admin/audit?type=authn_login_fail"
        count={sayNumber(sumOf(days, 'bad'))}
      >
        {worst
          ? say('overviewNumbers.worst', {
              count: sayNumber(sum(worst.bad)),
              day: sayDay(worst.day, 'short'),
            })
          : say('overviewNumbers.noFailures')}
      </Figure>
    </>
  );
}

type FigureProps = { of: string; href: string; count: string; children: ReactNode };

const Figure = ({ of, href, count, children }: FigureProps) => (
  <li>
    <a className="kpi" href={href}>
      <span className="soft">{of}</span>
      <b>{count}</b>
      <span className="soft">{children}</span>
    </a>
  </li>
);
