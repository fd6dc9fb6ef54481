import { sayNumber, sayShare } from '../say-number';

type Props = { of: { name: string; count: number }[] };

/** How a whole is made up: each part with its name, its share and a bar. A list, so that it is read as one. */
export function Shares({ of }: Props) {
  const whole = of.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className="shares">
      {of.map(({ name, count }) => (
        <li key={name}>
          <span>{name}</span>
          <span className="soft">
            {sayShare(count, whole)} <span className="sr">({sayNumber(count)})</span>
          </span>
          <svg className="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect className="track" width="100" height="4" />
            <rect className="good" width={Math.max(1, (count / whole) * 100)} height="4" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
