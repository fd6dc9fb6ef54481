type Props = { done: number; count: number; says: string };

/** Around the ring; a part of it is a gap. */
const PART = 10;
const DRAWN = 8;

/** How much of a whole is done, as a ring of that many parts. */
export const Ring = ({ done, count, says }: Props) => (
  <svg className="ring" viewBox="0 0 76 76" role="img" aria-label={says}>
    {Array.from({ length: count }, (_, nth) => (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name
        key={nth}
        className={nth < done ? 'on' : 'off'}
        cx="38"
        cy="38"
        r="32"
        pathLength={count * PART}
        strokeDasharray={`${DRAWN} ${count * PART - DRAWN}`}
        strokeDashoffset={-(nth * PART + (PART - DRAWN) / 2)}
        transform="rotate(-90 38 38)"
      />
    ))}
    <text x="38" y="38" textAnchor="middle" dominantBaseline="central">
      {done}/{count}
    </text>
  </svg>
);
