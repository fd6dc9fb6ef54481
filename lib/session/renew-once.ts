import 'server-only';
import { hashCode, hashSecret, randomSecret } from '#lib/crypto/tokens';
import type { Result } from '#lib/result';
import { readTicket, writeTicket } from '#lib/session/cookie';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { singleton } from '#lib/singleton';
import { isWithin } from '#lib/times';

/** For how long a form that has renewed the session is answered as it was, when it comes once more. */
export const AGAIN_SECONDS = 30;
const REMEMBER = 10_000;

/** What one form asked for. */
type Renewal = {
  /** All that was in the form, hashed. */
  form: string;
  outcome: Promise<Result<Ticket, string>>;
  /** When the session was under its new secret; null while that is not so. */
  doneAt: Date | null;
};

const shelf = () =>
  singleton('renewals', () => ({ salt: randomSecret(), known: new Map<string, Renewal>() }));

/**
 * Does what renews the session once, however often the same form is sent in. Without scripts a double click sends it
 * twice, and the browser throws the first answer away, with the cookie: so the second is answered as the first was. In
 * this process only, and for a short while. A refusal is not kept: whoever sends it again tries again.
 */
export async function renewOnce<Reason extends string>(
  formData: unknown,
  renew: () => Promise<Result<Ticket, Reason>>,
): Promise<Result<Ticket, Reason>> {
  const held = await readTicket();
  const form = contentOf(formData);
  if (!held || form === null) return renew();
  const same = find(held);
  if (same?.form === form) return same.outcome as Promise<Result<Ticket, Reason>>;
  const outcome = renew();
  const renewal: Renewal = { form, outcome, doneAt: null };
  remember(held, renewal);
  try {
    const settled = await outcome;
    if (settled.ok) {
      renewal.doneAt = new Date();
      remember(settled.value, renewal);
    }
    return settled;
  } finally {
    if (!renewal.doneAt && find(held) === renewal) forget(held);
  }
}

/**
 * The viewer whose session this very form has renewed a moment ago, and the ticket for their browser; null for
 * everybody else. A ticket that was replaced opens nothing else: it takes all that was in the form, the password too,
 * and there is one try. A session that has ended is over.
 */
export async function renewedBy(formData: unknown): Promise<Viewer | null> {
  const held = await readTicket();
  const same = held && find(held);
  if (!same) return null;
  if (same.form !== contentOf(formData)) {
    if (same.doneAt) forget(held);
    return null;
  }
  const outcome = await same.outcome.catch(() => null);
  const found = outcome?.ok ? await findViewer(outcome.value) : null;
  if (!found || !outcome?.ok) return null;
  await writeTicket(outcome.value, found.viewer.session);
  return found.viewer;
}

/** Null for what is no form, and where there is a file in it. */
function contentOf(formData: unknown): string | null {
  const fields = formData instanceof FormData ? [...formData] : [];
  const isText = fields.length > 0 && fields.every(([, value]) => typeof value === 'string');
  return isText ? hashCode(shelf().salt, JSON.stringify(fields)) : null;
}

const keyOf = ({ sessionId, secret }: Ticket) => hashSecret(`${sessionId} ${secret}`);

function find(held: Ticket): Renewal | undefined {
  const one = shelf().known.get(keyOf(held));
  return !one?.doneAt || isWithin(one.doneAt, AGAIN_SECONDS * 1000) ? one : undefined;
}

function remember(held: Ticket, renewal: Renewal) {
  const { known } = shelf();
  known.delete(keyOf(held));
  const oldest = known.size >= REMEMBER ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  known.set(keyOf(held), renewal);
}

const forget = (held: Ticket) => shelf().known.delete(keyOf(held));
