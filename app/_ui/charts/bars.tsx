import { currentDirection } from '#texts/languages';
import { sayNumber } from '../say-number';
import { Hatch } from './hatch';
import { linesFor } from './scale';

type Bar = {
  /** Unlike that of every other bar. */
  key: string;
  /** Under the bar. */
  short: string;
  /** What is told of it where a pointer rests on it. */
  says: string;
  /** What went well, and what failed: hatched, on top. */
  ok: number;
  bad: number;
};

type Props = { id: string; title: string; says: string; bars: Bar[] };

/** Two drawings of the same: the window shows the one that it has room for, and letters stay as large as letters. */
const SHAPES = {
  wide: { width: 880, height: 232, begin: 40, end: 8, every: 1 },
  narrow: { width: 288, height: 200, begin: 30, end: 2, every: 5 },
} as const;
type Name = keyof typeof SHAPES;

const TOP = 12;
const BOTTOM = 24;

/** Bars over time with what failed on top of what went well, drawn by the server; its numbers belong in a table beside it. */
export const Bars = (props: Props) => (
  <>
    <Drawing {...props} name="wide" />
    <Drawing {...props} name="narrow" />
  </>
);

function Drawing({ id, title, says, bars, name }: Props & { name: Name }) {
  const { width, height, begin, end, every } = SHAPES[name];
  const isRtl = currentDirection() === 'rtl';
  const lines = linesFor(Math.max(...bars.map(({ ok, bad }) => ok + bad)));
  const top = lines.at(-1) ?? 1;
  const base = height - BOTTOM;
  const y = (count: number) => base - (count / top) * (base - TOP);
  const slot = (width - begin - end) / bars.length;
  const thick = slot * 0.68;
  const middle = (at: number) => mirror(begin + slot * (at + 0.5));
  const mirror = (x: number) => (isRtl ? width - x : x);
  const idOf = (part: string) => `${id}-${name}-${part}`;
  const [titleId, saysId, hatch] = [idOf('title'), idOf('says'), idOf('hatch')] as const;
  return (
    <svg
      className={`chart only-${name}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${titleId} ${saysId}`}
    >
      <title id={titleId}>{title}</title>
      <desc id={saysId}>{says}</desc>
      <Hatch id={hatch} />
      {lines.map((count) => (
        <g key={count}>
          <line
            className="grid-line"
            x1={mirror(begin)}
            x2={mirror(width - end)}
            y1={y(count)}
            y2={y(count)}
          />
          <text
            className="tick"
            x={mirror(begin - 8)}
            y={y(count) + 4}
            textAnchor={isRtl ? 'start' : 'end'}
          >
            {sayNumber(count)}
          </text>
        </g>
      ))}
      {bars.map(({ key, short, says: told, ok, bad }, at) => (
        <g key={key}>
          <title>{told}</title>
          <Part className="good" x={middle(at)} thick={thick} from={y(0)} to={y(ok)} />
          <Part
            fill={`url(#${hatch})`}
            x={middle(at)}
            thick={thick}
            from={y(ok)}
            to={y(ok + bad)}
          />
          {(bars.length - 1 - at) % every === 0 && (
            <text className="tick" x={middle(at)} y={height - 6} textAnchor="middle">
              {short}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

type PartProps = {
  className?: string;
  fill?: string;
  x: number;
  thick: number;
  from: number;
  to: number;
};

/** However few there are, one sees that there are some. */
const Part = ({ x, thick, from, to, ...look }: PartProps) => {
  const high = from - to;
  if (high === 0) return null;
  return (
    <rect
      {...look}
      x={rounded(x - thick / 2)}
      y={rounded(Math.min(to, from - 1.5))}
      width={rounded(thick)}
      height={rounded(Math.max(high, 1.5))}
    />
  );
};

const rounded = (length: number) => Math.round(length * 100) / 100;
