const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const absolute = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "22 Nov 2026, 05:12 UTC". */
export function Time({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{absolute.format(at)} UTC</time>;
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
