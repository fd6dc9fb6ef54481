import 'server-only';
import { hashCode, randomSecret } from '#lib/crypto/tokens';
import { Latest } from '#lib/latest';
import type { Result } from '#lib/result';
import type { Ticket } from '#lib/session/ticket';
import { singleton } from '#lib/singleton';
import { isWithin } from '#lib/times';

/** For how long a form that has begun or renewed a session is answered as it was, when it comes once more. */
export const AGAIN_SECONDS = 30;
const REMEMBER = 10_000;

/** What one form asked for. */
export type Once = {
  /** All that was in the form, hashed. */
  form: string;
  outcome: Promise<Result<Ticket, string>>;
  /** When the session was under its new secret; null while that is not so. */
  doneAt: Date | null;
};

const outcomes = () =>
  singleton('renewals', () => ({ salt: randomSecret(), known: new Latest<Once>(REMEMBER) }));

/** A text that nobody can guess back from what it is kept as, and no other process makes the same. */
export const hashed = (text: string): string => hashCode(outcomes().salt, text);

/** All that is in a form. Null for what is no form, and where there is a file in it. */
export function fieldsOf(formData: unknown): string | null {
  const fields = formData instanceof FormData ? [...formData] : [];
  const isText = fields.length > 0 && fields.every(([, value]) => typeof value === 'string');
  return isText ? JSON.stringify(fields) : null;
}

/** The same, hashed. */
export function contentOf(formData: unknown): string | null {
  const fields = fieldsOf(formData);
  return fields === null ? null : hashed(fields);
}

export function findOutcome(key: string): Once | undefined {
  const one = outcomes().known.get(key);
  return !one?.doneAt || isWithin(one.doneAt, AGAIN_SECONDS * 1000) ? one : undefined;
}

export const forgetOutcome = (key: string) => outcomes().known.delete(key);

/**
 * Remembers what a form asked for while it is being done, and afterwards only where it was done: then under the key of
 * the ticket that came of it, too, before anybody hears of that.
 */
export async function rememberWhile(
  key: string,
  asked: Omit<Once, 'doneAt'>,
  keyOfNext?: (next: Ticket) => string,
) {
  const once: Once = { ...asked, doneAt: null };
  outcomes().known.set(key, once);
  try {
    const settled = await once.outcome;
    if (!settled.ok) return;
    once.doneAt = new Date();
    if (keyOfNext) outcomes().known.set(keyOfNext(settled.value), once);
  } finally {
    if (!once.doneAt && findOutcome(key) === once) forgetOutcome(key);
  }
}
