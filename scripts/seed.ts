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
import { noteOf, noteResource } from '#lib/product/notes/resource';
import { shareThing } from '#lib/sharing/share';
import type { Actor } from '#lib/things/access';
import { createThing } from '#lib/things/create';
import { listThings } from '#lib/things/list';

const PEOPLE = [
  ['Ada', 'member'],
  ['Bob', 'member'],
  ['Cyd', 'member'],
  ['Admin', 'administrator'],
] as const;

const NOTES: {
  title: string;
  text: string;
  shares: [name: string, role: 'viewer' | 'editor'][];
}[] = [
  {
    title: 'Welcome',
    text: 'This note is shared: bob is an editor, cyd a viewer.\nSign in as either in another browser.',
    shares: [
      ['Bob', 'editor'],
      ['Cyd', 'viewer'],
    ],
  },
  { title: 'Shopping', text: 'Tea\nBread\nA new lock', shares: [['Bob', 'editor']] },
  { title: 'Only mine', text: 'Nobody but ada sees this one.', shares: [] },
];

const emailOf = (name: string) => `${name.toLowerCase()}@example.com`;

/**
 * The people and notes of the development server, with one new password each time it starts. Only on
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
  await seedNotes();
  const addresses = PEOPLE.map(([name]) => emailOf(name)).join(', ');
  process.stdout.write(
    `\n  Seeded ${addresses} (an administrator)\n  Their password: ${password}\n  ada owns notes; bob is an editor of two, cyd a viewer of one\n`,
  );
}

/** Once: what became of them since is the developer’s. */
async function seedNotes() {
  const email = emailOf('Ada');
  const [ada] = await db()
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(eq(users.email, email));
  if (!ada) return;
  const viewer: Actor = { user: { ...ada, email } };
  if ((await listThings(viewer, noteResource)).things.length > 0) return;
  for (const { title, text, shares } of NOTES) {
    const made = await createThing(viewer, noteResource, { title, text });
    if (!made.ok) throw new Error(made.reason);
    for (const [name, role] of shares)
      await shareThing(viewer, noteOf(made.value.id), { email: emailOf(name), role });
  }
}

await seed();
await closeDb();
