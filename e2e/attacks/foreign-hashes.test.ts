import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANOTHER, midReset, midSignIn, reset, signInByCode } from '#e2e/support/account-acts';
import { comparableAnswer } from '#e2e/support/comparable-answer';
import { change, storedPassword, storePassword } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { VECTORS } from '#lib/accounts/hashes/vectors.test-support';
import { gatehouse } from '#lib/testing/deployment.test-support';

/** One of each way to hash, so each thread and each library is asked in the server as it is built. */
const KINDS = [
  'pyca bcrypt 2a',
  'Django bcrypt_sha256',
  'WordPress 6.8',
  'Better Auth',
  'Django scrypt',
  'Firebase',
  'Django PBKDF2',
  'ASP.NET Core Identity',
  'argon2-cffi I',
  'passlib phpass',
  'glibc MD5',
  'glibc SHA-512',
  'LDAP {SSHA}',
];

/** Nothing of it opens anything, and none of it is a fault of ours. */
const UNUSABLE = [
  '',
  ' ',
  '!',
  'plain text',
  'x'.repeat(100_000),
  '\0',
  '5f4dcc3b5aa765d61d8327deb882cf99',
  '$2b$31$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TUC6',
  '$2b$05$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TU',
  '$2x$05$kpR2wWnnf5Do4qU722krnOq9pYP7A4J9/XdKev.0OWjBmO9a7TUC6',
  '$P$Z6mp668pMWQ6eKUdIRpY.VhXT0QCG6B1',
  '$6$rounds=999999999$saltstring$1XMJg2Tbti',
  '$pbkdf2-sha256$i=4294967295$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=63,r=1024,p=512$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$argon2id$v=19$m=4194304,t=99,p=16$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$fbscrypt$v=1,n=30,r=8,p=1,ss=Bw,sk=AAAA$AAAA$AAAA',
  '$yescrypt$of$the$future',
];

/** Brings people of these hashes, as an operator does while the server runs, and answers their addresses. */
async function bring(server: TestServer, hashes: string[]): Promise<string[]> {
  const emails = hashes.map(() => newEmail('moved'));
  const people = emails.map((email, nth) => ({
    email,
    verified: true,
    password_hash: hashes[nth],
  }));
  const file = join(server.folder, `${emails[0]}.ndjson`);
  writeFileSync(file, people.map((person) => JSON.stringify(person)).join('\n'));
  const { stdout, stderr } = await gatehouse(server, 'users', 'import', file, '--json');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ made: hashes.length, refused: {} });
  return emails;
}

test('a password of another program signs in once it is right, and is ours from then on', {
  tag: '@long',
}, async ({ server }) => {
  const vectors = KINDS.map((kind) => VECTORS.find(([name]) => name === kind)!);
  const emails = await bring(
    server,
    vectors.map(([, written]) => written),
  );
  const seen = [];
  for (const [nth, [kind, , password]] of vectors.entries()) {
    const email = emails[nth]!;
    const foreign = storedPassword(server, email);
    const wrong = await newVisitor(server).signIn(email, `${password.slice(1)}!`);
    const isLeft = storedPassword(server, email) === foreign;
    const right = await newVisitor(server).signIn(email, password);
    const isOurs = storedPassword(server, email).startsWith('$argon2id$v=19$m=19456,t=2,p=1$');
    const again = await newVisitor(server).signIn(email, password);
    seen.push([kind, wrong.status, isLeft, right.status, isOurs, again.status]);
  }
  expect(seen).toEqual(KINDS.map((kind) => [kind, 422, true, 303, true, 303]));
});

test('a hash that is broken, unknown or asks for absurd work is a wrong password, like no account at all', {
  tag: '@long',
}, async ({ server }) => {
  const email = await newVisitor(server).signUp();
  const unknown = newEmail();
  const form = await newVisitor(server).form('/sign-in');
  const ask = async (address: string) => {
    change(server, 'delete from limits');
    const fields: [string, string][] = [
      ['email', address],
      ['password', PASSWORD],
    ];
    return comparableAnswer(await newVisitor(server).submit(form, fields), address);
  };
  const expected = await ask(unknown);
  expect(expected.status).toBe(422);
  for (const hash of UNUSABLE) {
    storePassword(server, email, hash);
    const startedAt = performance.now();
    expect(await ask(email), hash.slice(0, 40)).toEqual(expected);
    expect(performance.now() - startedAt, hash.slice(0, 40)).toBeLessThan(5_000);
    expect(storedPassword(server, email)).toBe(hash);
  }
  expect(server.output()).not.toContain('"stack"');
});

test('whose hash was left out signs in with a code, or sets a password with one', async ({
  server,
}) => {
  const [one = '', other = ''] = await bring(server, ['$2b$31$of.another.world', 'unknown']);
  expect(storedPassword(server, one)).toBe('undefined');
  expect((await newVisitor(server).signIn(one)).status).toBe(422);
  const forgot = await midReset(server, one);
  expect((await reset(forgot.visitor, forgot.code)).status).toBe(303);
  expect((await newVisitor(server).signIn(one, ANOTHER)).status).toBe(303);
  const mailed = await midSignIn(server, other);
  expect((await signInByCode(mailed.visitor, mailed.code)).status).toBe(303);
});
