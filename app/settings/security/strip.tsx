import type { SignInDay } from '#lib/accounts/sign-in-days';
import { currentDirection } from '#texts/languages';
import { say, textsOf } from '#texts/say';
import { Hatch } from '#ui/charts/hatch';
import { TimeAs } from '#ui/time';

const WIDTH = 840;
const HEIGHT = 56;
const GAP = 8;
/** What one is at least, so that one can be seen beside many. */
const LEAST = 6;

const sum = (days: SignInDay[], of: 'signIns' | 'failures') =>
  days.reduce((all, day) => all + day[of], 0);

/** The sign-ins and the refused ones of each day, drawn, and in a table for whoever wants the numbers. */
export function Strip({ days }: { days: SignInDay[] }) {
  const text = textsOf('signInStrip');
  const counts = { signIns: sum(days, 'signIns'), failures: sum(days, 'failures') };
  const busy = days.filter(({ signIns, failures }) => signIns + failures > 0);
  return (
    <figure className="figure">
      <svg
        className="strip"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={say('signInStrip.chart', counts)}
      >
        <Hatch id="hatch" />
        {days.map((day, nth) => (
          <Bar key={day.day} day={day} nth={nth} days={days} />
        ))}
      </svg>
      <p className="row hint" aria-hidden="true">
        <span>{days[0] && <Day day={days[0].day} />}</span>
        <span>{text.today}</span>
      </p>
      <figcaption className="key">
        <span>
          <i className="swatch good" />
          {text.signIns}
        </span>
        <span>
          <i className="swatch bad" />
          {text.failures}
        </span>
      </figcaption>
      <details>
        <summary>{text.table}</summary>
        <table className="table numbers">
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              <th scope="col">{text.signIns}</th>
              <th scope="col">{text.failures}</th>
            </tr>
          </thead>
          <tbody>
            {busy.toReversed().map(({ day, signIns, failures }) => (
              <tr key={day}>
                <th scope="row">
                  <Day day={day} />
                </th>
                <td>{signIns}</td>
                <td>{failures}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** "2026-11-22" as the reader writes it. */
const Day = ({ day }: { day: string }) => <TimeAs at={new Date(day)} shape="day" />;

type BarProps = { day: SignInDay; nth: number; days: SignInDay[] };

function Bar({ day: { signIns, failures }, nth, days }: BarProps) {
  const most = Math.max(3, ...days.map((one) => one.signIns + one.failures));
  const tall = (count: number) =>
    count === 0 ? 0 : Math.max(LEAST, (count / most) * (HEIGHT - 2 * LEAST));
  const step = WIDTH / days.length;
  // Time goes as the language is written.
  const place = currentDirection() === 'rtl' ? days.length - 1 - nth : nth;
  const at = { x: place * step + GAP / 2, width: step - GAP };
  const good = tall(signIns);
  if (good + failures === 0) return <rect className="none" {...at} y={HEIGHT - 2} height="2" />;
  return (
    <>
      <rect className="good" {...at} y={HEIGHT - good} height={good} rx="2" />
      {failures > 0 && (
        <rect
          className="bad"
          {...at}
          y={HEIGHT - good - tall(failures) - (good && 2)}
          height={tall(failures)}
          rx="2"
        />
      )}
    </>
  );
}
