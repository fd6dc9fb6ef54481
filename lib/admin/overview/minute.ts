import 'server-only';
import { Latest } from '#lib/latest';
import { outsideRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';

const MINUTE_MS = 60_000;
/** More zones than the staff of a site live in. */
const MOST = 50;

type Kept = { at: number; value: Promise<unknown> };
const shelf = () => singleton('overview', () => new Latest<Kept>(MOST));

/**
 * What is counted for the overview, at most a minute old in this process; those who ask meanwhile wait for the same count. A
 * count that fails is not kept. Nothing is decided by it.
 */
export async function forAMinute<Value>(name: string, count: () => Promise<Value>): Promise<Value> {
  const now = Date.now();
  const known = shelf().get(name);
  // A clock that was set back makes nothing younger.
  if (known && known.at <= now && now - known.at < MINUTE_MS) return known.value as Promise<Value>;
  const value = outsideRequest(count);
  shelf().set(name, { at: now, value });
  value.catch(() => shelf().delete(name));
  return value;
}
