import { currentDirection } from '#texts/languages';
import { shadeOf } from './scale';

type Props = {
  id: string;
  title: string;
  /** What can be seen in it, in words. */
  says: string;
  /** Each with its count of every hour. */
  rows: { name: string; hours: number[] }[];
  /** What is told of one square. */
  sayOne: (row: string, hour: string, count: number) => string;
};

const [LEFT, SIDE, STEP, HIGH] = [48, 13, 15, 17];

/** Rows of hours, the darker the more: drawn by the server. */
export function Heat({ id, title, says, rows, sayOne }: Props) {
  const width = LEFT + 24 * STEP;
  const height = rows.length * HIGH + 16;
  const isRtl = currentDirection() === 'rtl';
  const [titleId, saysId] = ['title', 'says'].map((part) => `${id}-${part}`);
  const most = Math.max(1, ...rows.flatMap(({ hours }) => hours));
  const place = (x: number, wide = 0) => Math.round((isRtl ? width - x - wide : x) * 100) / 100;
  return (
    <svg
      className="chart heat"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${titleId} ${saysId}`}
    >
      <title id={titleId}>{title}</title>
      <desc id={saysId}>{says}</desc>
      {rows.map(({ name, hours }, row) => (
        <g key={name}>
          <text
            className="tick"
            x={place(0)}
            y={row * HIGH + 11.5}
            textAnchor={isRtl ? 'end' : 'start'}
          >
            {name}
          </text>
          {hours.map((count, hour) => (
            <rect
              key={sayHour(hour)}
              className={`heat-${shadeOf(count, most)}`}
              x={place(LEFT + hour * STEP, SIDE)}
              y={row * HIGH}
              width={SIDE}
              height={HIGH - 2}
              rx="2"
            >
              <title>{sayOne(name, sayHour(hour), count)}</title>
            </rect>
          ))}
        </g>
      ))}
      {[0, 6, 12, 18].map((hour) => (
        <text
          key={hour}
          className="tick"
          x={place(LEFT + hour * STEP)}
          y={height - 4}
          textAnchor={isRtl ? 'end' : 'start'}
        >
          {sayHour(hour)}
        </text>
      ))}
    </svg>
  );
}

/** "09:00" */
export const sayHour = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`;
