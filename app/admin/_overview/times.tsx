import type { DayOfSignIns } from '#lib/admin/overview/sign-ins';
import { say } from '#texts/say';
import { Heat, sayHour } from '#ui/charts/heat';
import { sayNumber } from '../../_ui/say-number';
import { weekOf } from './days';
import { sayWeekday } from './say-day';

type Props = { days: DayOfSignIns[]; zone: string };

/** When people sign in: the week, hour by hour. */
export function SignInTimes({ days, zone }: Props) {
  const week = weekOf(days);
  const most = Math.max(...week.flat());
  const row = week.findIndex((hours) => hours.includes(most));
  const hour = week[row]?.indexOf(most) ?? 0;
  const says = say('signInTimes.says', {
    day: sayWeekday(row, 'long'),
    from: sayHour(hour),
    to: sayHour(hour + 1),
    count: sayNumber(most),
  });
  return (
    <section className="card stack" aria-labelledby="times">
      <h2 id="times">{say('signInTimes.title')}</h2>
      {most === 0 ? (
        <p>{say('signInTimes.none')}</p>
      ) : (
        <>
          <Heat
            id="heat"
            title={say('signInTimes.title')}
            says={says}
            rows={week.map((hours, nth) => ({ name: sayWeekday(nth, 'short'), hours }))}
            sayOne={(day, at, count) =>
              say('signInTimes.one', { day, hour: at, count: sayNumber(count) })
            }
          />
          <p>{says}</p>
          <p className="hint">{say('signInTimes.zone', { zone })}</p>
        </>
      )}
    </section>
  );
}
