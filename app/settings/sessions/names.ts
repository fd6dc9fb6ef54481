import { describeSession } from '#lib/request/browser';
import type { ListedSession } from '#lib/session/list';
import { say } from '#texts/say';

/** So many kinds of device are named; of the others it is said how many they are. */
const NAMED = 5;

type Named = Pick<ListedSession, 'clientName' | 'tokenName' | 'userAgent'>;

/** "Firefox on Linux (2), curl and 3 more": sessions by what they are called, in their order. */
export function namesOfAll(sessions: Named[]): string {
  const counts = new Map<string, number>();
  for (const name of sessions.map(describeSession)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts];
  const named = all
    .slice(0, NAMED)
    .map(([name, count]) => (count === 1 ? name : say('sessions.several', { name, count })));
  const left = all.slice(NAMED).reduce((sum, [, count]) => sum + count, 0);
  const more = left > 0 ? [say('sessions.more', { count: left })] : [];
  return new Intl.ListFormat(say('common.locale')).format([...named, ...more]);
}
