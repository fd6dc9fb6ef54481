import { singleton } from '#lib/singleton';

const MINUTE_MS = 60_000;

/**
 * Whether one more line of this kind may go into the log: `most` a minute. For events that strangers can cause
 * as often as they like; what is not written is still counted in the metrics.
 */
export function mayLog(kind: string, most: number): boolean {
  const noted = singleton(`noted-${kind}`, () => ({ minute: 0, count: 0 }));
  const minute = Math.floor(Date.now() / MINUTE_MS);
  if (noted.minute !== minute) Object.assign(noted, { minute, count: 0 });
  noted.count++;
  return noted.count <= most;
}
