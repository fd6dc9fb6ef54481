const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const known = new Map<string, Intl.DateTimeFormat>();

/** "22 Nov 2026, 05:12 UTC": in the zone of whoever reads it. */
export function Time({ at, zone = '' }: { at: Date; zone?: string | undefined }) {
  return <time dateTime={at.toISOString()}>{formatFor(zone || 'UTC').format(at)}</time>;
}

/** "2 hours ago", "in 3 days"; within a minute, "now". */
export function Ago({ at }: { at: Date }) {
  const seconds = (at.getTime() - Date.now()) / 1000;
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? [null, 1];
  return (
    <time dateTime={at.toISOString()}>
      {unit ? relative.format(Math.trunc(seconds / size), unit) : 'now'}
    </time>
  );
}

/** Making a format costs more than a page; there are as many as there are zones. */
function formatFor(zone: string): Intl.DateTimeFormat {
  const found = known.get(zone);
  if (found) return found;
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  known.set(zone, format);
  return format;
}
