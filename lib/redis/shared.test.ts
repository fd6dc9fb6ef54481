import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { passwordByAccount } from '#lib/accounts/limits';
import { readRedisUrl } from '#lib/env/redis-url';
import type { LoadRule } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { takeLoad } from '#lib/limits/take-load';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { openRedis } from '#lib/redis/connection';
import { closeRedis, sharedRedis } from '#lib/redis/shared';
import { makeCertificate } from '#lib/testing/certificate.test-support';
import {
  changeSettings,
  clearSingleton,
  emptyTables,
  makeFolder,
  runApart,
} from '#lib/testing/database.test-support';
import { freePort, startRedis } from '#lib/testing/redis.test-support';

const RULE: LoadRule = { name: 'test', max: 10, windowMs: 60_000, isLoad: true };
/** The names of counts hang on it. */
const SESSION_SECRET = 'Pm3x0Jr5kzYv8QWb2cTgNq7LhSdFe9uAoiXyRtKlVMw';
const FULL = { retryAfter: expect.any(Number) };

beforeEach(async () => {
  clearSingleton('tallies');
  await emptyTables();
});

/** Goes on with this Redis until the test is over, and answers what the log is told of it. */
function use(REDIS_URL: string) {
  changeSettings({ REDIS_URL, SESSION_SECRET });
  onTestFinished(closeRedis);
  const told: string[] = [];
  for (const level of ['warn', 'info'] as const)
    vi.spyOn(log(), level).mockImplementation(((_: unknown, text = '') => {
      told.push(`${level} ${(_ as { reason?: string }).reason ?? _} ${text}`);
    }) as never);
  return told;
}

const isUsed = () => vi.waitFor(() => expect(sharedRedis()).not.toBeNull(), 5_000);
const isUnused = () => vi.waitFor(() => expect(sharedRedis()).toBeNull(), 5_000);
const faults = async () => (await metrics().redisFaults.get()).values[0]?.value ?? 0;

/** How many of so many at the same time are allowed. */
async function allowed(times: number, key = 'ada') {
  const answers = await Promise.all(Array.from({ length: times }, () => takeLoad([[RULE, key]])));
  return answers.filter((answer) => answer === null).length;
}

/** Another process with the same settings, that counts as many at the same time. */
async function allowedApart(times: number, settings: Record<string, string>) {
  const { out, errors } = await runApart(
    `const { takeLoad } = await import('#lib/limits/take-load');
    const { closeRedis, sharedRedis } = await import('#lib/redis/shared');
    for (let tries = 0; !sharedRedis() && tries < 300; tries++) await new Promise((done) => setTimeout(done, 10));
    const asked = Array.from({ length: ${times} }, () => takeLoad([[${JSON.stringify(RULE)}, 'ada']]));
    process.stdout.write(String((await Promise.all(asked)).filter((one) => one === null).length));
    closeRedis();`,
    {
      DATABASE_URL: ':memory:',
      SESSION_SECRET,
      LOG_LEVEL: 'silent',
      ...settings,
    },
  ).ended;
  expect(errors).toBe('');
  return Number(out);
}

test('two processes share one budget, under names that tell nobody whom they count, gone with the window', async () => {
  const redis = await startRedis();
  use(redis.url);
  await isUsed();
  const [here, there] = await Promise.all([
    allowed(20),
    allowedApart(20, { REDIS_URL: redis.url }),
  ]);
  expect(here + there).toBe(10);
  expect(await takeLoad([[RULE, 'ada']])).toEqual(FULL);
  expect(await takeLoad([[RULE, 'bob']])).toBeNull();
  const { client, close } = await openRedis(readRedisUrl(redis.url));
  const keys = (await client.keys('*')).filter((key) => key !== 'gatehouse:probe');
  expect(keys).toHaveLength(2);
  for (const key of keys) {
    expect(key).toMatch(/^gatehouse:test:[0-9a-f]{32}$/);
    const left = await client.pTTL(key);
    expect(left > 0 && left <= RULE.windowMs).toBe(true);
  }
  close();
});

test('under several limits the longest wait counts, and then none of them is used up', async () => {
  const redis = await startRedis();
  use(redis.url);
  await isUsed();
  const brief: LoadRule = { name: 'brief', max: 1, windowMs: 30_000, isLoad: true };
  await takeLoad([[brief, 'ada']]);
  await allowed(10, 'ada');
  expect(
    await takeLoad([
      [RULE, 'bob'],
      [brief, 'ada'],
    ]),
  ).toEqual({ retryAfter: 30 });
  expect(
    await takeLoad([
      [RULE, 'ada'],
      [brief, 'ada'],
    ]),
  ).toEqual({ retryAfter: 60 });
  expect(await allowed(20, 'bob')).toBe(10);
});

test('killed under load nothing is refused for it, guesses stay few, and it is used again when it is back', async () => {
  const redis = await startRedis();
  const told = use(redis.url);
  await isUsed();
  const before = await faults();
  let count = 0;
  const load = Promise.all(
    Array.from({ length: 50 }, async (_, nth) => {
      for (let round = 0; round < 20; round++)
        if ((await takeLoad([[RULE, `person ${nth} ${Math.floor(round / 10)}`]])) === null) count++;
    }),
  );
  const guesses = Array.from({ length: 50 }, () => take([[passwordByAccount, 'ada@example.com']]));
  await redis.kill();
  await load;
  // Ten of each are allowed, and ten of each were asked for: counted here or there, none is refused.
  expect(count).toBe(50 * 20);
  expect((await Promise.all(guesses)).filter((answer) => answer === null)).toHaveLength(10);
  await isUnused();
  expect(await allowed(20, 'cyd')).toBe(10);
  expect(await take([[passwordByAccount, 'ada@example.com']])).toEqual(FULL);
  expect(await faults()).toBeGreaterThan(before);
  await redis.start();
  await isUsed();
  expect(await allowed(20, 'cyd')).toBe(10);
  expect(told).toEqual([
    expect.stringMatching(/^warn .*Redis cannot be used: each process counts/),
    expect.stringMatching(/^info .*Redis answers again/),
  ]);
});

test('one that stands still is waited for once, and not by those who come later', async () => {
  const redis = await startRedis();
  const told = use(redis.url);
  await isUsed();
  redis.pause();
  onTestFinished(redis.goOn);
  expect(await allowed(20)).toBe(10);
  expect(sharedRedis()).toBeNull();
  expect(told[0]).toMatch(/^warn it does not answer in time/);
  redis.goOn();
  await isUsed();
  expect(await takeLoad([[RULE, 'new']])).toBeNull();
});

test.each([
  [
    'a wrong password',
    { requirepass: 'right-word' },
    ':wrong-word@',
    /^warn it does not take this user and password/,
  ],
  [
    'a full memory',
    { maxmemory: '1', 'maxmemory-policy': 'noeviction' },
    '',
    /^warn its memory is full/,
  ],
  ['a replica', { replicaof: '127.0.0.1 1' }, '', /^warn it is a replica/],
])(
  'with %s each process counts by itself, and the log says why',
  async (_, settings, login, says) => {
    const redis = await startRedis(settings);
    const told = use(redis.url.replace('//', `//${login}`));
    expect(sharedRedis()).toBeNull();
    await vi.waitFor(() => expect(told[0]).toMatch(says));
    expect(told.join()).not.toContain('wrong-word');
    expect(await allowed(20)).toBe(10);
  },
);

test('nobody waits for one that cannot be reached, and nobody for one that is not named', async () => {
  use('redis://127.0.0.1:1');
  expect(sharedRedis()).toBeNull();
  expect(await allowed(20)).toBe(10);
  closeRedis();
  changeSettings({ REDIS_URL: undefined });
  clearSingleton('tallies');
  expect(sharedRedis()).toBeNull();
  expect(await allowed(20)).toBe(10);
});

test('with rediss:// it has to show a certificate that is right for its name', async () => {
  const { key, cert } = makeCertificate('localhost');
  const folder = makeFolder();
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(keyFile, key);
  writeFileSync(certFile, cert);
  const port = await freePort();
  const redis = await startRedis({
    'tls-port': String(port),
    'tls-key-file': keyFile,
    'tls-cert-file': certFile,
    'tls-auth-clients': 'no',
    requirepass: 'word',
  });
  const REDIS_URL = `rediss://:word@localhost:${port}`;
  expect(await allowedApart(20, { REDIS_URL, NODE_EXTRA_CA_CERTS: certFile })).toBe(10);
  // It counted there …
  use(redis.url.replace('//', '//:word@'));
  await isUsed();
  expect(await allowed(20)).toBe(0);
  closeRedis();
  // … and who does not believe the certificate counts by itself.
  const told = use(REDIS_URL);
  expect(sharedRedis()).toBeNull();
  await vi.waitFor(() => expect(told[0]).toMatch(/^warn TLS fails/), 5_000);
  expect(await allowed(20)).toBe(10);
});
