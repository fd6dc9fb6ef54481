import 'server-only';
import { and, eq, exists } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { users } from '#drizzle/schema/users';
import { connectColleague, followRole } from '#lib/accounts/connections/company';
import { byProvider, isConnectionOf, usedNow } from '#lib/accounts/connections/row';
import { canonicalEmail, Name } from '#lib/accounts/fields';
import { newAccount } from '#lib/accounts/new-account';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { db } from '#lib/db/client';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { BY_PROVIDER } from '#lib/factors/authentication';
import type { Identity } from '#lib/providers/answer';
import { requiredDomain } from '#lib/providers/domains';
import { fail, ok, type Result } from '#lib/result';
import { isDisabled, whereEnabled } from '#lib/session/account-state';
import { admit, type Entered } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';
import type { Trust } from '#lib/session/trust';

type Arriving = {
  /** "Keep me signed in". */
  isPersistent: boolean;
  next: string;
  /** What this browser was signed in with before; it ends. */
  previous: Ticket | null;
  /** What this browser holds of accounts that trust it. */
  trusted: Trust[];
  /** The browser's name at an account, if it signed in there before. */
  browserOf(email: string): Promise<string | null>;
};

/**
 * `unknown`: somebody has to prove more before there is an account. `no_entry`: there is one, and it is shut, or not theirs.
 * `company_sign_in`: their company has them sign in by another provider; `because` is its domain.
 */
type ProviderSignInFailure = 'unknown' | 'no_entry' | 'company_sign_in';

/**
 * Opens a session for a person whom a provider knows, or asks for the factor of the account. Whose account it is, issuer and
 * subject say; no address is looked at, but where the operator has sent its domain to this provider alone. Of somebody who is
 * unknown an account is made at once only where the provider answers for their address itself, and nobody has it; anybody else
 * is `unknown`, whether the address has an account or not.
 */
export async function signInByProvider(
  identity: Identity,
  arriving: Arriving,
): Promise<Result<Entered | Challenge, ProviderSignInFailure>> {
  const known = await ownerOf(identity);
  if (known) return entersOwn(known, identity, arriving);
  const made = (await connectColleague(identity)) ? null : await madeAtOnce(identity);
  const outcome = made && (await enters(made, identity, arriving));
  if (outcome?.ok || outcome?.reason === 'company_sign_in') return outcome;
  // It may have been made or connected a moment ago, here, or for the same person in another window.
  const owner = await ownerOf(identity);
  if (owner) return entersOwn(owner, identity, arriving);
  return fail(identity.company?.isRequired ? 'no_entry' : 'unknown');
}

type Known = NonNullable<Awaited<ReturnType<typeof ownerOf>>>;

async function entersOwn(known: Known, identity: Identity, arriving: Arriving) {
  if (isDisabled(known)) return fail('no_entry');
  await followRole(known, identity);
  return enters({ ...known, settle: usedBy(known.id, identity) }, identity, arriving);
}

type Owner = { id: string; email: string; settle: Write; isNew?: boolean };

async function ownerOf(identity: Identity) {
  const [owner] = await db()
    .select({
      id: users.id,
      email: users.email,
      role: users.role,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
    })
    .from(connections)
    .innerJoin(users, eq(users.id, connections.userId))
    .where(isConnectionOf(identity));
  return owner ?? null;
}

/** The write that holds only while the connection is there and the account open. */
function usedBy(userId: string, identity: Identity): Write {
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), whereEnabled()));
  const isIt = and(isConnectionOf(identity), eq(connections.userId, userId), exists(owner));
  return expectRow((tx) => tx.update(connections).set(usedNow(identity)).where(isIt));
}

/** A new account, where the provider is one that answers for the address, and no account has it. */
async function madeAtOnce(identity: Identity) {
  const { company, isEmailProven } = identity;
  const email = isEmailProven || company ? canonicalEmail(identity.email) : null;
  if (!email || (await db().$count(users, eq(users.email, email))) > 0) return null;
  const name = nameOf(identity, email);
  const role = company?.role ?? 'member';
  const made = await newAccount({ email, name, passwordHash: '', timeZone: '', identity, role });
  return { id: made.userId, email, settle: made.writes, isNew: true };
}

/** What the person is called, as far as the provider says: a form shows it, and they can change it. */
export function nameOf({ name, label }: Identity, email: string): string {
  const fit = [name, label].map((one) => Name.safeParse(one)).find(({ success }) => success);
  return fit?.data ?? email.slice(0, email.indexOf('@'));
}

/**
 * How fresh the proof is, the provider says (`auth_time`); where it does not, what matters here asks for a proof of our own.
 */
const provenAt = ({ authTime }: Identity) => new Date((authTime ?? 0) * 1000);

async function enters(
  { id: userId, email, settle, isNew }: Owner,
  identity: Identity,
  { browserOf, ...arriving }: Arriving,
) {
  const browser = await browserOf(email);
  const entry = signInEntry(browser);
  const authenticatedAt = provenAt(identity);
  const provider = byProvider(identity, email);
  const proven = { userId, amr: BY_PROVIDER, authenticatedAt, provider, settle };
  const { ticket, challenge, writes } = await admit(proven, { ...arriving, entry });
  // The owner of a new account was told of that.
  const tells = ticket && !isNew;
  const isDone = await transaction(writes, tells && (await noticeFor({ userId }, email, browser)));
  if (isDone) return ok(ticket ?? challenge);
  const elsewhere = await requiredDomain(email);
  return elsewhere && elsewhere.provider !== provider?.name
    ? fail('company_sign_in', { because: elsewhere.domain })
    : fail('no_entry');
}
