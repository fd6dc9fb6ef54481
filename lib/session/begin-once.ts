import 'server-only';
import { validate } from 'uuid';
import { isShared } from '#lib/db/client';
import { currentClient } from '#lib/request/client';
import { fail, ok, type Result } from '#lib/result';
import type { Entered } from '#lib/session/admit';
import { type AskedOfNodes, onceAmongNodes, type Secrets } from '#lib/session/among-nodes';
import type { Challenge } from '#lib/session/challenge';
import { readOwnCookies, readTrust } from '#lib/session/cookie';
import { fieldsOf, findOutcome, hashed, rememberWhile } from '#lib/session/once';
import { findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { trustElsewhere } from '#lib/session/trust';

/**
 * Does what begins a session once, when one browser sends the same form in twice: without scripts a double click does,
 * and the browser throws the first answer away. The second gets the same session, for half a minute, and only while that
 * session lives; from this process, or from any where several share a database. The same browser is one with the same
 * cookies, address and name, which has something that nobody else can have: one of those cookies, or the number of a
 * form as it was shown once. The form is the same when all in it is, the password or the code too. A refusal is nobody
 * else's: a person who sends the same again, at once too, has tried again.
 */
export async function beginOnce<Value extends Ticket | Challenge, Reason extends string>(
  formData: unknown,
  begin: () => Promise<Result<Value, Reason>>,
): Promise<Result<Value, Reason>> {
  const asked = await askedBy(formData);
  const key = asked && hashed(`begin ${asked.by}`);
  const same = key === null ? undefined : findOutcome(key);
  // Where there is none nothing is waited for, so that of two at once the second finds the first.
  const outcome = same ? await same.outcome.catch(() => null) : null;
  // What the same form is given is of the same kind.
  if (outcome?.ok && (await findViewer(outcome.value))) return outcome as Result<Value, Reason>;
  if (asked === null || key === null) return begin();
  return beginFirst(key, () => (isShared() ? onceAmongNodes(asked, begin, given) : begin()));
}

/** What this browser is given of what another node has begun. */
async function given({ ticket, trustSecret }: Secrets): Promise<Entered | null> {
  const found = await findViewer(ticket);
  if (!found) return null;
  const trust = await trustElsewhere(await readTrust(), found.viewer.user.id, trustSecret);
  return trust ? { ...ticket, trust } : ticket;
}

async function beginFirst<Value extends Ticket | Challenge, Reason extends string>(
  key: string,
  begin: () => Promise<Result<Value, Reason>>,
): Promise<Result<Value, Reason>> {
  const begun = begin();
  await rememberWhile(key, { form: '', outcome: begun.then(sharedOf) });
  return begun;
}

/** What another may be given too: a session. Half a sign-in is nobody else's, as a refusal is. */
const sharedOf = (settled: Result<Ticket | Challenge, string>): Result<Ticket, string> =>
  settled.ok && 'sessionId' in settled.value ? ok(settled.value) : fail('not shared');

/** Which form of which browser; null where another might send the same. */
async function askedBy(formData: unknown): Promise<AskedOfNodes | null> {
  const form = fieldsOf(formData);
  if (form === null || !(formData instanceof FormData)) return null;
  const held = await readOwnCookies();
  const isItsOwn = held.some((value) => value !== '') || validate(formData.get('form'));
  const { address, userAgent } = currentClient();
  const by = JSON.stringify([form, held, address, userAgent]);
  return isItsOwn ? { by, form, renews: null } : null;
}
