import { hash, verify } from '@node-rs/argon2';
import { beforeEach, expect, test, vi } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { limits } from '#drizzle/schema/limits';
import { changePassword } from '#lib/accounts/change-password';
import { decoys } from '#lib/accounts/decoy';
import { latestCode, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { readHash } from '#lib/accounts/stored-hash';
import { db } from '#lib/db/client';
import {
  addUser,
  changeSettings,
  clearSingleton,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

// The real library, only counted: how often a password was compared, and with what.
vi.mock('@node-rs/argon2', { spy: true });

const ADA = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const good = await hash(PASSWORD, CHEAP);
const [head = '', salt = '', tag = ''] = good.match(/^(.*\$)(.*)\$(.*)$/)?.slice(1) ?? [];
const asking = (memory: string, time: string, lanes = '1') =>
  `$argon2id$v=19$m=${memory},t=${time},p=${lanes}$${salt}$${tag}`;

const NONE: [kind: string, stored: string][] = [
  ['bcrypt of too high a cost', '$2b$15$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
  ['bcrypt of a faulty program', '$2x$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
  ['bcrypt, cut off', '$2y$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhW'],
  [
    'PBKDF2 of Django',
    'pbkdf2_sha256$600000$c2FsdHNhbHQ$nYbC5nOQ4bGqTd1pVYcVJm5E7x0L1l2n3o4p5q6r7s8=',
  ],
  ['argon2 of Django', `argon2${good}`],
  ['scrypt', '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD'],
  [
    'SHA-256 of crypt, too many rounds',
    '$5$rounds=700001$saltsalt$0123456789012345678901234567890123456789012',
  ],
  ['MD5', '5f4dcc3b5aa765d61d8327deb882cf99'],
  ['a plain word', PASSWORD],
  ['no usable password', '!'],
  ['a locked one', `!${good}`],
  ['nothing', ''],
  ['a blank', ' '],
  ['blanks around it', ` ${good} `],
  ['a line end behind it', `${good}\n`],
  ['a NUL behind it', `${good}\0`],
  ['a cut tag', good.slice(0, -1)],
  ['no tag', `${head}${salt}$`],
  ['no salt', `${head}$${tag}`],
  ['a tag that is hardly one', `${head}${salt}$AAAAAA`],
  ['wrong base64', `${good.slice(0, -2)}*A`],
  ['base64 with padding', `${good}=`],
  ['base64 that is not in its one form', `${head}${salt}$${tag.slice(0, -1)}B`],
  ['an old version', good.replace('v=19', 'v=16')],
  ['a version to come', good.replace('v=19', 'v=20')],
  ['no version', good.replace('$v=19', '')],
  ['an algorithm of another name', good.replace('argon2id', 'argon2x')],
  ['a key of the server', good.replace('p=1', 'p=1,keyid=AAAA')],
  ['no memory', asking('0', '1')],
  ['too little memory for its lanes', asking('64', '1', '9')],
  ['no passes', asking('64', '0')],
  ['no lanes', asking('64', '1', '0')],
  ['a number that begins with 0', asking('064', '1')],
  ['4 GiB', asking('4194304', '1')],
  ['memory past what a number holds', asking('99999999999999', '1')],
  ['a million passes', asking('64', '1000000')],
  ['4,294,967,295 passes', asking('64', '4294967295')],
  ['256 MiB, five times', asking('262144', '5')],
  ['a thousand lanes', asking('65536', '1', '1000')],
  ['a very long one', `${head}${salt}$${'A'.repeat(1_000_000)}`],
  ['a very long salt', `${head}${'A'.repeat(1_000_000)}$${tag}`],
];

test.each(NONE)('what is no usable hash is none: %s', (_, stored) => {
  expect(readHash(stored)).toBeNull();
});

test.each([null, undefined])('neither is %s', (stored) => {
  expect(readHash(stored)).toBeNull();
});

test('whatever is usable, the library can read', async () => {
  const part = fc.constantFrom(
    'argon2id',
    'argon2i',
    '$',
    'v=19',
    'm=64',
    ',t=1',
    ',p=1',
    salt,
    tag,
  );
  const near = fc.array(part, { maxLength: 9 }).map((parts) => parts.join(''));
  const cut = fc
    .tuple(fc.nat(good.length), fc.string({ maxLength: 3 }))
    .map(([at, more]) => good.slice(0, at) + more + good.slice(at + more.length));
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, cut, fc.string({ unit: 'binary' })), async (stored) => {
      if (readHash(stored)) await verify(stored, PASSWORD);
    }),
    { numRuns: 500 },
  );
});

/** What others make, and what RFC 9106 and the libraries' defaults ask for. */
test.each([
  ['argon2id', asking('19456', '2')],
  ['argon2i', asking('65536', '3', '4').replace('argon2id', 'argon2i')],
  ['argon2d', asking('65536', '3', '4').replace('argon2id', 'argon2d')],
  ['PHP', asking('65536', '4')],
  ['argon2-cffi', asking('65536', '3', '4')],
  ['libsodium, moderate', asking('262144', '3')],
  ['Spring', asking('16384', '2')],
])('a hash of %s is usable', (_, stored) => {
  expect(readHash(stored)).not.toBeNull();
});

test('what is in force now is usable, however much it is, and four times that', () => {
  changeSettings({ ARGON2_MEMORY_KIB: '1048576', ARGON2_TIME: '4' });
  expect(readHash(asking('1048576', '4'))).not.toBeNull();
  expect(readHash(asking('4194304', '4'))).not.toBeNull();
  expect(readHash(asking('4194304', '5'))).toBeNull();
});

// As the library counts them: d, i, id.
test.each([0, 1, 2])(
  'a sign-in with a weaker hash of algorithm %s leaves one in force',
  async (algorithm) => {
    await emptyTables();
    await addUser(ADA, { passwordHash: await hash(PASSWORD, { ...CHEAP, algorithm }) });
    expect(await from('192.0.2.1', () => signInAs(ADA, PASSWORD))).toMatchObject({ ok: true });
    const [password] = await db().select().from(credentials);
    expect(password?.secret).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  },
);

beforeEach(emptyTables);

const viewer = async (id: string) => ({ viewer: await viewerOf(id) });
const DOORS: [door: string, knock: (id: string, password: string) => Promise<unknown>][] = [
  ['sign in', (_, password) => signInAs(ADA, password)],
  // Deleting, changing the address and letting a program in ask by it, too.
  [
    'prove it again',
    async (id, password) => reauthenticate((await viewer(id)).viewer, { password, browser: null }),
  ],
  [
    'change the password',
    async (id, current) =>
      changePassword((await viewer(id)).viewer, {
        current,
        password: ANOTHER,
        endOthers: true,
        browser: null,
      }),
  ],
];

test.each(DOORS)('none answers and costs like a wrong password: %s', async (_, knock) => {
  const userId = await addUser(ADA);
  clearSingleton('decoys');
  await decoys();
  const attempt = async (nth: number) => {
    vi.mocked(verify).mockClear();
    const answer = await from(`10.1.${nth}.1`, () => knock(userId, PASSWORD));
    const compared = vi.mocked(verify).mock.calls.map(([stored]) => readHash(String(stored))?.cost);
    return { answer, compared };
  };
  await db()
    .update(credentials)
    .set({ secret: await hash(ANOTHER, { memoryCost: 19_456 }) });
  const wrong = await attempt(0);
  expect(wrong.answer).toEqual({ ok: false, reason: 'wrong_credentials' });
  expect(wrong.compared).toHaveLength(1);
  for (const [nth, [kind, stored]] of NONE.entries()) {
    await db().delete(limits);
    await db().update(credentials).set({ secret: stored });
    expect([kind, (await attempt(nth + 1)).answer]).toEqual([kind, wrong.answer]);
    expect([kind, vi.mocked(verify).mock.calls.length]).toEqual([kind, 1]);
  }
});

test('none among the accounts is no measure of work for addresses without one', async () => {
  for (const [nth, [, stored]] of NONE.entries())
    await addUser(`none${nth}@example.com`, { passwordHash: stored || '!' });
  clearSingleton('decoys');
  const costs = (await decoys()).map((decoy) => readHash(decoy)?.cost);
  expect(costs).toEqual([{ memoryCost: 19_456, timeCost: 2, parallelism: 1 }]);
});

test('a mailed code gives an account without a usable hash a password', async () => {
  await addUser(ADA, { passwordHash: '!' });
  const begun = await from('192.0.2.7', () => startReset(ADA));
  if (!begun.ok) throw new Error(begun.reason);
  const typed = { code: await latestCode(), password: ANOTHER, browser: null };
  const outcome = await from('192.0.2.7', () =>
    resetPassword({ ...begun.value, email: ADA }, typed),
  );
  expect(outcome).toMatchObject({ ok: true });
  expect(await from('192.0.2.8', () => signInAs(ADA, ANOTHER))).toMatchObject({ ok: true });
});
