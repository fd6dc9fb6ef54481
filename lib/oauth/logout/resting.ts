import { Latest } from '#lib/latest';
import { singleton } from '#lib/singleton';

const SHORTEST_MS = 30_000;
const LONGEST_MS = 10 * 60_000;
/** A site that answers late is left alone for a moment, so that no other waits for it all the time. */
const PAUSE_MS = 5_000;
const REMEMBER = 1_000;

type Rest = { until: number; lasts: number };

/** Sites that did not answer lately, by their addresses. In this process only: one that has just begun tries each once. */
const rests = () => singleton('resting-sites', () => new Latest<Rest>(REMEMBER));

/** Whether nothing is sent there now. A rest that a clock was ahead for is none. */
export function isResting(uri: string): boolean {
  const left = (rests().get(uri)?.until ?? 0) - Date.now();
  return left > 0 && left <= LONGEST_MS;
}

/** Whether it was silent the last time: then one try has to show whether it is back. */
export const isDoubtful = (uri: string): boolean => (rests().get(uri)?.lasts ?? 0) > 0;

/** Leaves a silent site alone: half a minute, then twice as long each time, ten minutes at most. */
export function rest(uri: string): void {
  const before = rests().get(uri)?.lasts ?? 0;
  const lasts = Math.min(Math.max(2 * before, SHORTEST_MS), LONGEST_MS);
  rests().set(uri, { until: Date.now() + lasts, lasts });
}

export const pause = (uri: string) => rests().set(uri, { until: Date.now() + PAUSE_MS, lasts: 0 });

export const wake = (uri: string) => rests().delete(uri);
