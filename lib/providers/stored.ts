import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { providers } from '#drizzle/schema/providers';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import type { KindName, NewProvider } from '#lib/env/providers';
import { KINDS } from '#lib/providers/kinds/list';
import { isUnderNewest, openSecret, type ProviderSecret, sealSecret } from '#lib/providers/secret';

/** A provider by which people may sign in here. */
export type Provider = {
  /** In addresses: "google". */
  name: string;
  kind: KindName;
  /** What its button says: "Google". */
  title: string;
  issuer: string;
  clientId: string;
};

/** More than fit a page. */
const MOST_PROVIDERS = 20;

/** Those of the settings first, then those that the operator has added, by name. */
export async function listProviders(): Promise<Provider[]> {
  const given = givenProviders().map(({ provider }) => provider);
  const { clientSecret: _, createdAt: __, ...shown } = COLUMNS;
  const rows = await db()
    .select(shown)
    .from(providers)
    .orderBy(asc(providers.name))
    .limit(MOST_PROVIDERS);
  const added = rows.filter(({ name }) => !given.some((one) => one.name === name));
  return [...given, ...added.map((row) => ({ ...row, kind: row.kind as KindName }))];
}

/** Their names: what an account elsewhere has to be of, to be a way in. */
export const providerNames = async () => (await listProviders()).map(({ name }) => name);

/** What people call the provider of this name; of one that is gone its name. */
export const providerTitle = async (name: string) =>
  (await listProviders()).find((one) => one.name === name)?.title ?? name;

const COLUMNS = {
  name: providers.name,
  kind: providers.kind,
  title: providers.title,
  issuer: providers.issuer,
  clientId: providers.clientId,
  clientSecret: providers.clientSecret,
  createdAt: providers.createdAt,
};

/** One of them, and what proves us to it: null where that cannot be opened any more. */
export async function findProvider(
  name: string,
): Promise<{ provider: Provider; secret: ProviderSecret | null } | null> {
  const given = givenProviders().find(({ provider }) => provider.name === name);
  if (given) return given;
  const [row] = await db().select(COLUMNS).from(providers).where(eq(providers.name, name));
  if (!row) return null;
  const { clientSecret, createdAt: _, kind, ...provider } = row;
  const secret = await openSecret(name, clientSecret);
  if (secret && !isUnderNewest(clientSecret)) await sealAnew(name, clientSecret, secret);
  return { provider: { ...provider, kind: kind as KindName }, secret };
}

/** Puts it under the root secret that seals now, so that the one before may be taken out of the settings. */
async function sealAnew(name: string, stored: Secret, secret: ProviderSecret) {
  const clientSecret = await sealSecret(name, secret);
  const isSame = and(eq(providers.name, name), eq(providers.clientSecret, stored));
  await transaction((tx) => tx.update(providers).set({ clientSecret }).where(isSame));
}

/** Those of PROVIDERS. */
const givenProviders = () =>
  (env().PROVIDERS ?? []).map((given) => ({ provider: providerOf(given), secret: given }));

/** The provider that this says: what is left out is that of its kind. */
export function providerOf({ kind, name, title, issuer, clientId }: NewProvider): Provider {
  const known = KINDS[kind];
  const called = name ?? kind;
  return {
    name: called,
    kind,
    title: title ?? (known.title || called),
    issuer: issuer ?? known.issuer ?? '',
    clientId,
  };
}

/** Adds a provider, or gives one of this name other data. Answers false where there are too many. */
export async function addProvider(wanted: NewProvider): Promise<boolean> {
  const provider = providerOf(wanted);
  const isThere = (await listProviders()).some(({ name }) => name === provider.name);
  if (!isThere && (await db().$count(providers)) >= MOST_PROVIDERS) return false;
  const clientSecret = await sealSecret(provider.name, wanted);
  const row = { ...provider, clientSecret, createdAt: new Date() };
  const { name: _, createdAt: __, ...changed } = row;
  return await transaction(
    (tx) =>
      tx.insert(providers).values(row).onConflictDoUpdate({ target: providers.name, set: changed }),
    changedEntry(provider.name),
  );
}

/** Takes a provider away: nobody signs in by it any more. What is connected to it stays, for when it comes back. */
export const removeProvider = (name: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.delete(providers).where(eq(providers.name, name))),
    changedEntry(name),
  );

const changedEntry = (name: string) =>
  record({
    type: 'provider_changed',
    userId: null,
    actor: 'operator',
    object: `provider:${name}`,
  });
