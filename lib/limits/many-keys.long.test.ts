import { statSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { limits } from '#drizzle/schema/limits';
import { passwordByAccount, signUpByNetwork } from '#lib/accounts/limits';
import { purgeExpired } from '#lib/assembly/purge';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { type Limit, take } from '#lib/limits/take';
import { moveToFile, runApart, setClock } from '#lib/testing/database.test-support';

const KEYS = 100_000;
const MIB = 1024 * 1024;

/** As many guesses at made-up addresses, in a process that does nothing else: the memory that they still hold, in MiB. */
const MAKE_UP = (keys: number) => `
  const { passwordByAccount } = await import('#lib/accounts/limits');
  const { take } = await import('#lib/limits/take');
  const { randomUUID } = await import('node:crypto');
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--expose-gc');
  const collect = (await import('node:vm')).runInNewContext('gc');
  const held = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const someone = () => randomUUID() + '@' + 'd'.repeat(200) + '.example.com';
  const tryMany = async (count) => {
    for (let nth = 0; nth < count; nth++) {
      if (await take([[passwordByAccount, someone()]])) throw new Error('refused');
      // Requests come in turns of their own, and so does what cleans up after them.
      if (nth % 20 === 0) await new Promise(setImmediate);
    }
  };
  await tryMany(5_000);
  const before = held();
  await tryMany(${keys - 5_000});
  process.stdout.write(String((held() - before) / 1024 / 1024));
`;

test('a hundred thousand made-up addresses cost little memory and disk, confuse no budget, and are gone when they no longer count', async () => {
  const file = moveToFile();
  const start = Date.now();
  const known: Limit = [passwordByAccount, 'ada@example.com'];
  const network: Limit = [signUpByNetwork, '198.51.100.7'];
  for (let i = 0; i < 10; i++) await take([known, network]);
  const count = () => db().$count(limits);

  const { code, out, errors } = await runApart(MAKE_UP(KEYS), {
    DATABASE_URL: env().DATABASE_URL,
    SESSION_SECRET: env().secrets[0] as string,
  }).ended;
  expect([code, errors]).toEqual([0, '']);
  expect(out).not.toBe('');
  // The addresses alone would be 25.
  expect(Number(out)).toBeLessThan(10);
  expect(await count()).toBe(KEYS + 2);
  expect(await take([[passwordByAccount, 'bob@example.com']])).toBeNull();
  setClock(start);
  expect(await take([known])).toEqual({ retryAfter: expect.any(Number) });
  expect(await take([network])).toEqual({ retryAfter: expect.any(Number) });
  db().run('pragma wal_checkpoint(TRUNCATE)');
  const size = statSync(file).size;
  expect(size).toBeLessThan(30 * MIB);

  setClock(Date.now());
  const yearAndMore = 402 * 24 * 3_600_000;
  db().run(sql`update limits set expires_at = expires_at - ${yearAndMore}`);
  // With what remembers that the log was told of the network.
  expect(await purgeExpired()).toBe(KEYS + 4);
  expect(await count()).toBe(0);
  expect(await take([known])).toBeNull();
  db().run('pragma wal_checkpoint(TRUNCATE)');
  // Deleting may take a page or two for the list of the free ones.
  expect(statSync(file).size, 'no larger by deleting').toBeLessThanOrEqual(size + 4 * 4096);
}, 600_000);
