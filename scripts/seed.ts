import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { users } from '#drizzle/schema/users';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { searchNameOf } from '#lib/accounts/fields';
import { hashPassword } from '#lib/accounts/passwords';
import { closeDb, db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { setPassword } from '#lib/factors/password';
import type { Actor } from '#lib/things/access';
import { PRODUCT_SEEDS } from './seed-product.ts';

const PEOPLE = [
  ['Ada', 'member'],
  ['Bob', 'member'],
  ['Cyd', 'member'],
  ['Admin', 'administrator'],
] as const;

const emailOf = (name: string) => `${name.toLowerCase()}@example.com`;

/**
 * The people of the development server, and what the product puts there for them (scripts/seed-product.ts), with one new password each time it starts. Only on
 * loopback and only into the development database: `npm run dev` calls it, nothing else does.
 */
async function seed() {
  if (!env().isLoopback || env().isProduction)
    throw new Error('People are seeded in development only.');
  const least = Math.max(12, env().PASSWORD_MIN_LENGTH - 'dev--gate'.length);
  const password = `dev-${randomBytes(least).toString('base64url').slice(0, least)}-gate`;
  const strength = await checkChosenPassword(password, { email: emailOf('Ada') });
  if ('refusal' in strength) throw new Error(strength.refusal);
  const passwordHash = await hashPassword(password);
  for (const [name, role] of PEOPLE) {
    const email = emailOf(name);
    const searchName = searchNameOf(name);
    const user = { id: uuid(), email, name, searchName, role, createdAt: new Date() };
    await transaction((tx) =>
      tx
        .insert(users)
        .values(user)
        .onConflictDoUpdate({ target: users.email, set: { searchName, role } }),
    );
    const [{ id } = user] = await db()
      .select({ id: users.id })
      .from(users)
      .where(eq(users.email, email));
    await transaction(setPassword(id, passwordHash));
  }
  const ofProduct = await seedProduct();
  const addresses = PEOPLE.map(([name]) => emailOf(name)).join(', ');
  const lines = [
    `Seeded ${addresses} (an administrator)`,
    `Their password: ${password}`,
    ...ofProduct,
  ];
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

/** Somebody who is there, as the acts of lib know them. */
async function actorOf(name: 'Ada' | 'Bob' | 'Cyd'): Promise<Actor> {
  const email = emailOf(name);
  const [user] = await db()
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(eq(users.email, email));
  if (!user) throw new Error(`${email} is not there.`);
  return { user: { ...user, email } };
}

async function seedProduct(): Promise<string[]> {
  const people = {
    ada: await actorOf('Ada'),
    bob: await actorOf('Bob'),
    cyd: await actorOf('Cyd'),
  };
  const lines: string[] = [];
  for (const seedOne of PRODUCT_SEEDS) lines.push(await seedOne(people));
  return lines;
}

await seed();
await closeDb();
