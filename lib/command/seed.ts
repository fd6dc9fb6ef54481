import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { users } from '#drizzle/schema';
import { hashPassword } from '#lib/accounts/passwords';
import { searchNameOf } from '#lib/accounts/rules';
import { together } from '#lib/db/together';
import { env } from '#lib/env';

const PEOPLE = [
  ['Ada', 'member'],
  ['Bob', 'member'],
  ['Cyd', 'member'],
  ['Dee', 'administrator'],
] as const;

/**
 * The people of the development server, with one new password each time it starts. Only on loopback and
 * only into the development database: `npm run dev` calls it, nothing else does.
 */
async function seed() {
  if (!env().isLoopback || env().isProduction)
    throw new Error('People are seeded in development only.');
  const password = `dev-${randomBytes(9).toString('base64url')}-gate`;
  const passwordHash = await hashPassword(password);
  for (const [name, role] of PEOPLE) {
    const email = `${name.toLowerCase()}@example.com`;
    const id = uuid();
    const searchName = searchNameOf(name);
    const user = { id, email, name, searchName, role, passwordHash, createdAt: new Date() };
    await together((tx) => [
      tx
        .insert(users)
        .values(user)
        .onConflictDoUpdate({ target: users.email, set: { passwordHash, searchName, role } }),
    ]);
  }
  const addresses = PEOPLE.map(([name]) => `${name.toLowerCase()}@example.com`).join(', ');
  process.stdout.write(`\n  Seeded ${addresses}\n  Their password: ${password}\n`);
}

await seed();
