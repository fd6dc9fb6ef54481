import { currentDirection } from '#texts/languages';

const LINKS = 16;
const [STEP, WIDE, HIGH] = [20, 26, 14];

type Props = {
  /** How many entries there are, and how many of them were verified. */
  entries: number;
  verified: number;
  /** Where something is wrong, as a place between 0 and 1. */
  broken: number[];
};

type Link = 'whole' | 'unseen' | 'broken';

/** What each link stands for: an equal stretch of the log. One that was not verified to its end is not. */
export function linksOf({ entries, verified, broken }: Props): Link[] {
  if (entries === 0) return [];
  const count = Math.min(LINKS, entries);
  const faults = new Set(broken.map((place) => Math.min(count - 1, Math.floor(place * count))));
  return [...Array(count).keys()].map((at) => {
    if (faults.has(at)) return 'broken';
    return ((at + 1) / count) * entries <= verified ? 'whole' : 'unseen';
  });
}

/** The log as a chain: filled where it was verified, grey where not yet, cut where it was changed. What it shows is said in words beside it. */
export function Chain(props: Props) {
  const links = linksOf(props);
  const isRtl = currentDirection() === 'rtl';
  return (
    <svg className="chain" viewBox={`0 0 ${LINKS * STEP + 10} ${HIGH + 4}`} aria-hidden="true">
      {links.map((link, at) => {
        const x = isRtl ? LINKS * STEP + 10 - 2 - at * STEP - WIDE : 2 + at * STEP;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a link is its place
          <g key={at} className={link}>
            <rect x={x} y="2" width={WIDE} height={HIGH} rx={HIGH / 2} />
            {link === 'broken' && <path d={`M${x + 9} ${HIGH + 4} l8 -${HIGH + 4}`} />}
          </g>
        );
      })}
    </svg>
  );
}
