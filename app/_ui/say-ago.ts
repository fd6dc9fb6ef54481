const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const WEEK_MS = 7 * 86_400_000;

/** "2 hours ago", "in 3 days"; within a minute, "now". Null for what is longer ago than a week. */
export function sayAgo(at: number, now: number, locale: string): string | null {
  const apart = Math.abs(at - now);
  if (now - at > WEEK_MS) return null;
  const [unit, size] = STEPS.find(([, size]) => apart >= size) ?? [null, 1];
  if (!unit) return formatFor(locale, 'auto').format(0, 'second');
  return formatFor(locale, 'always').format(Math.trunc((at - now) / size), unit);
}

const known = new Map<string, Intl.RelativeTimeFormat>();

/** `auto` says "now"; `always` never says "yesterday". */
function formatFor(locale: string, numeric: 'auto' | 'always'): Intl.RelativeTimeFormat {
  const key = `${locale} ${numeric}`;
  const format = known.get(key) ?? new Intl.RelativeTimeFormat(locale, { numeric });
  known.set(key, format);
  return format;
}
