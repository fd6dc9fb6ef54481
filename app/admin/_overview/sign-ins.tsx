import { type DayOfSignIns, MOST_AN_HOUR } from '#lib/admin/overview/sign-ins';
import { say } from '#texts/say';
import { Bars } from '#ui/charts/bars';
import { sayNumber } from '../../_ui/say-number';
import { sum, sumOf } from './days';
import { sayDay } from './say-day';

/** The last thirty days as a picture, and as the table that it was drawn from. */
export function SignInChart({ days }: { days: DayOfSignIns[] }) {
  const counts = { ok: sumOf(days, 'ok'), bad: sumOf(days, 'bad') };
  const isCut = days.some(({ ok, bad }) => Math.max(...ok, ...bad) >= MOST_AN_HOUR);
  return (
    <section className="card stack" aria-labelledby="sign-ins">
      <div className="row">
        <h2 id="sign-ins">{say('signInChart.title')}</h2>
        {counts.ok + counts.bad > 0 && (
          <p className="key" aria-hidden="true">
            <Key kind="ok" />
            <Key kind="bad" />
          </p>
        )}
      </div>
      {counts.ok + counts.bad === 0 ? (
        <p>{say('signInChart.none')}</p>
      ) : (
        <>
          <Bars
            id="sign-in-chart"
            title={say('signInChart.title')}
            says={say('signInChart.says', { ok: sayNumber(counts.ok), bad: sayNumber(counts.bad) })}
            bars={days.map(barOf)}
          />
          {isCut && (
            <p className="hint">{say('signInChart.cut', { most: sayNumber(MOST_AN_HOUR) })}</p>
          )}
          <details className="shut">
            <summary>{say('signInChart.table')}</summary>
            <Table days={days} />
          </details>
        </>
      )}
    </section>
  );
}

/** The same patch as in the bars, and what it means. */
const Key = ({ kind }: { kind: 'ok' | 'bad' }) => (
  <span>
    <span className={`swatch ${kind === 'ok' ? 'good' : 'bad'}`} />
    {say(`signInChart.${kind}`)}
  </span>
);

const barOf = ({ day, ok, bad }: DayOfSignIns) => ({
  key: day,
  short: sayDay(day, 'number'),
  says: say('signInChart.bar', {
    day: sayDay(day, 'long'),
    ok: sayNumber(sum(ok)),
    bad: sayNumber(sum(bad)),
  }),
  ok: sum(ok),
  bad: sum(bad),
});

const Table = ({ days }: { days: DayOfSignIns[] }) => (
  <table className="counts">
    <caption className="sr">{say('signInChart.title')}</caption>
    <thead>
      <tr>
        <th scope="col">{say('signInChart.day')}</th>
        <th scope="col">{say('signInChart.ok')}</th>
        <th scope="col">{say('signInChart.bad')}</th>
      </tr>
    </thead>
    <tbody>
      {days.toReversed().map(({ day, ok, bad }) => (
        <tr key={day}>
          <th scope="row">
            <time dateTime={day}>{sayDay(day, 'long')}</time>
          </th>
          <td>{sayNumber(sum(ok))}</td>
          <td>{sayNumber(sum(bad))}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
