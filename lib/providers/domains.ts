import 'server-only';
import { and, asc, eq, exists, isNotNull, ne, notExists, type SQL, sql } from 'drizzle-orm';
import { companyDomains } from '#drizzle/schema/company-domains';
import { users } from '#drizzle/schema/users';
import { record } from '#lib/audit/record';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { canonicalDomain, domainOf } from '#lib/domain';
import { MOST_DOMAINS } from '#lib/env/providers';

/** A domain of addresses, and the one provider that says who its people are. */
export type CompanyDomain = typeof companyDomains.$inferSelect;

/** All of them, by name. */
export const listDomains = (): Promise<CompanyDomain[]> =>
  db().select().from(companyDomains).orderBy(asc(companyDomains.domain)).limit(MOST_DOMAINS);

/** One of them, by its canonical name. */
export async function findDomain(domain: string): Promise<CompanyDomain | null> {
  const [found] = await db().select().from(companyDomains).where(eq(companyDomains.domain, domain));
  return found ?? null;
}

export type WantedDomain = Pick<CompanyDomain, 'domain' | 'provider' | 'isRequired' | 'roles'>;

/**
 * Sends a domain to a provider as the settings say, whatever was said of it before; that it was verified stays, for it is the
 * same domain of the same operator.
 */
export const giveDomain = (wanted: WantedDomain): Promise<boolean> => {
  const row = { ...wanted, proof: randomSecret(), createdAt: new Date() };
  const { domain: _, ...set } = wanted;
  return transaction(
    (tx) =>
      tx
        .insert(companyDomains)
        .values(row)
        .onConflictDoUpdate({ target: companyDomains.domain, set }),
    changedEntry(wanted.domain),
  );
};

/**
 * Sends a domain to a provider, once the DNS says that it may; or changes how, of one that is sent there already: that it was
 * verified stays. False where it is sent to another provider, or there are too many.
 */
export async function addDomain(wanted: WantedDomain): Promise<boolean> {
  const isThere = await findDomain(wanted.domain);
  if (!isThere && (await db().$count(companyDomains)) >= MOST_DOMAINS) return false;
  const row = { ...wanted, proof: randomSecret(), createdAt: new Date() };
  const { isRequired, roles } = wanted;
  const same = {
    target: companyDomains.domain,
    set: { isRequired, roles },
    setWhere: eq(companyDomains.provider, wanted.provider),
  };
  return await transaction(
    expectRow((tx) => tx.insert(companyDomains).values(row).onConflictDoUpdate(same)),
    changedEntry(wanted.domain),
  );
}

/** Notes that the DNS says what it has to. False where the domain is gone, or was added anew meanwhile. */
export const verifyDomain = ({ domain, proof }: Pick<CompanyDomain, 'domain' | 'proof'>) => {
  const isIt = and(eq(companyDomains.domain, domain), eq(companyDomains.proof, proof));
  return transaction(
    expectRow((tx) => tx.update(companyDomains).set({ verifiedAt: new Date() }).where(isIt)),
    changedEntry(domain),
  );
};

/** Its people sign in as everybody does from now on. */
export const removeDomain = (domain: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.delete(companyDomains).where(eq(companyDomains.domain, domain))),
    changedEntry(domain),
  );

const changedEntry = (domain: string) =>
  record({ type: 'provider_changed', userId: null, actor: 'operator', object: `domain:${domain}` });

const isVerified = () => isNotNull(companyDomains.verifiedAt);
const isCompulsory = () => and(eq(companyDomains.isRequired, true), isVerified());

/** The verified domain of this address, required or only offered; null where there is none. No account is read. */
export const verifiedDomain = (email: string): Promise<CompanyDomain | null> =>
  domainOfAddress(email, isVerified());

/** The domain of this address, where a provider alone signs its people in. */
export const requiredDomain = (email: string): Promise<CompanyDomain | null> =>
  domainOfAddress(email, isCompulsory());

/** The domain of this address, where this provider says who its people are. */
export const domainBy = (provider: string, email: string): Promise<CompanyDomain | null> =>
  domainOfAddress(email, and(eq(companyDomains.provider, provider), isVerified()));

async function domainOfAddress(email: string, which: SQL | undefined) {
  const domain = canonicalDomain(domainOf(email));
  if (!domain) return null;
  const isIt = and(eq(companyDomains.domain, domain), which);
  const [found] = await db().select().from(companyDomains).where(isIt);
  return found ?? null;
}

/** No domain holds any of these: they are compared as they stand. */
const isOf = (email: SQL | typeof users.email) =>
  sql`${email} like '%@' || ${companyDomains.domain}`;

/**
 * True while this account may be let in by this provider, or by none (null): an account whose address is of a domain that is
 * sent to one provider is let in by that alone. It stands in the statement that lets somebody in.
 */
export function mayEnterBy(userId: string, provider: string | null): SQL {
  const elsewhere = db()
    .select({ one: sql`1` })
    .from(users)
    .innerJoin(companyDomains, isOf(users.email))
    .where(and(eq(users.id, userId), isCompulsory(), ne(companyDomains.provider, provider ?? '')));
  return notExists(elsewhere);
}

/** True while neither address is of a domain that is sent to one provider, or both are of the same. */
export function mayMove(from: string, to: string): SQL {
  const parted = db()
    .select({ one: sql`1` })
    .from(companyDomains)
    .where(and(isCompulsory(), sql`(${isOf(sql`${from}`)}) <> (${isOf(sql`${to}`)})`));
  return notExists(parted);
}

/** True while this domain is sent to this provider alone. */
export function isStillRequired(domain: string, provider: string): SQL {
  const isIt = and(
    eq(companyDomains.domain, domain),
    eq(companyDomains.provider, provider),
    isCompulsory(),
  );
  return exists(db().select({ one: sql`1` }).from(companyDomains).where(isIt));
}
