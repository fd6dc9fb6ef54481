const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const WEEK_MS = 7 * 86_400_000;

/** "2 hours ago", "in 3 days"; within a minute, "now". Null for what is longer ago than a week. */
export function sayAgo(at: number, now: number): string | null {
  const apart = Math.abs(at - now);
  if (now - at > WEEK_MS) return null;
  const [unit, size] = STEPS.find(([, size]) => apart >= size) ?? [null, 1];
  if (!unit) return 'now';
  const count = Math.trunc(apart / size);
  const says = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return at < now ? `${says} ago` : `in ${says}`;
}
