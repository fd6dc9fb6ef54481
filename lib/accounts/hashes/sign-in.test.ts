import { beforeEach, expect, test } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { decoyFor, decoys } from '#lib/accounts/decoy';
import { VECTORS } from '#lib/accounts/hashes/vectors.test-support';
import { signInAs } from '#lib/accounts/life.test-support';
import { isOutdated } from '#lib/accounts/passwords';
import { readHash, storedFormOf } from '#lib/accounts/stored-hash';
import { db } from '#lib/db/client';
import {
  addUser,
  clearSingleton,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

const ADA = 'ada@example.com';

beforeEach(emptyTables);

const stored = async () => (await db().select().from(credentials))[0]?.secret;

test.each(VECTORS)(
  '%s: a wrong password leaves it, the right one replaces it by ours',
  async (_, written, password) => {
    if (password === '') return;
    const form = storedFormOf(written) ?? '';
    await addUser(ADA, { passwordHash: form });
    const wrong = await from('192.0.2.1', () => signInAs(ADA, `${password}.x`.slice(-70)));
    expect(wrong).toEqual({ ok: false, reason: 'wrong_credentials' });
    expect(await stored()).toBe(form);
    expect(await from('192.0.2.1', () => signInAs(ADA, password))).toMatchObject({ ok: true });
    expect(isOutdated((await stored()) ?? '')).toBe(false);
    expect(await from('192.0.2.1', () => signInAs(ADA, password))).toMatchObject({ ok: true });
  },
  30_000,
);

test('an address without an account costs what some account costs, as many of them as accounts do', async () => {
  const [, foreign] = VECTORS.find(([name]) => name === 'pyca bcrypt 2b') ?? [];
  for (const nth of [1, 2, 3]) await addUser(`${nth}@example.com`, { passwordHash: foreign ?? '' });
  await addUser(ADA);
  clearSingleton('decoys');
  const works = async () => (await decoys()).map((decoy) => readHash(decoy)?.work).sort();
  const counts = new Map(Object.entries(Object.groupBy(await works(), (work) => `${work}`)));
  expect(counts.get('bcrypt 05')?.length).toBe(6);
  expect(counts.size).toBe(2);
  const some = await Promise.all(
    Array.from(
      { length: 200 },
      async (_, nth) => readHash(await decoyFor(`x${nth}@example.org`))?.work,
    ),
  );
  const share = some.filter((work) => work === 'bcrypt 05').length;
  expect(share).toBeGreaterThan(120);
  expect(share).toBeLessThan(180);
});

test('what an import has brought is known to the decoys ten minutes later, without a restart', async () => {
  setClock(Date.UTC(2026, 0, 1));
  await addUser(ADA);
  clearSingleton('decoys');
  await decoys();
  const [, foreign] = VECTORS.find(([name]) => name === 'pyca bcrypt 2b') ?? [];
  await addUser('bob@example.com', { passwordHash: foreign ?? '' });
  setClock(Date.UTC(2026, 0, 1, 0, 11));
  await decoys();
  await expect
    .poll(async () => (await decoys()).map((decoy) => readHash(decoy)?.work))
    .toContain('bcrypt 05');
});
