import { getPriority } from 'node:os';
import { hash } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { decoyFor } from '#lib/accounts/decoy';
import { hashPassword, isOutdated, passwordMatches } from '#lib/accounts/passwords';
import { addUser, changeSettings, emptyTables, PASSWORD } from '#lib/testing/database.test-support';

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

test('a hash says how it was made, and has a salt of its own', async () => {
  const [one, other] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  const [, memory, time, salt, tag] = one.match(PHC) ?? [];
  expect([memory, time]).toEqual(['19456', '2']);
  expect(Buffer.from(salt ?? '', 'base64')).toHaveLength(16);
  expect(Buffer.from(tag ?? '', 'base64')).toHaveLength(32);
  expect(other.match(PHC)?.[3]).not.toBe(salt);
});

test('the parameters of the settings are the ones that are used', async () => {
  changeSettings({ ARGON2_MEMORY_KIB: '20480', ARGON2_TIME: '3' });
  expect(await hashPassword(PASSWORD)).toMatch(/m=20480,t=3,p=1/);
});

test('the right password matches, another does not', async () => {
  const stored = await hashPassword(PASSWORD);
  expect(await passwordMatches('ada@example.com', stored, PASSWORD)).toBe(true);
  expect(await passwordMatches('ada@example.com', stored, `${PASSWORD}x`)).toBe(false);
  expect(await passwordMatches('ada@example.com', stored, '')).toBe(false);
});

const long = 'correct horse battery staple '.repeat(5).slice(0, 120);
const wide = '漢'.repeat(120);
test.each([
  ['case', PASSWORD, PASSWORD.toUpperCase()],
  ['a space at the end', PASSWORD, `${PASSWORD} `],
  ['a space in front', PASSWORD, ` ${PASSWORD}`],
  ['byte 73', long, `${long.slice(0, 72)}#${long.slice(73)}`],
  ['byte 120', long, `${long.slice(0, 119)}#`],
  ['the character of byte 257', wide, `${wide.slice(0, 85)}字${wide.slice(86)}`],
  ['a NUL at the end', PASSWORD, `${PASSWORD}\0`],
  ['what follows a NUL', `${PASSWORD}\0one`, `${PASSWORD}\0two`],
])('passwords that differ in %s are two', async (_, one, other) => {
  const stored = await hashPassword(one);
  expect(await passwordMatches('ada@example.com', stored, one)).toBe(true);
  expect(await passwordMatches('ada@example.com', stored, other)).toBe(false);
});

test('composed and decomposed, it is the same password', async () => {
  const stored = await hashPassword('Zoe\u0308 rides nine kites');
  expect(await passwordMatches('ada@example.com', stored, 'Zo\u00eb rides nine kites')).toBe(true);
});

test('for an account that does not exist nothing matches, not even what the decoy was made of', async () => {
  expect(await passwordMatches('ada@example.com', undefined, PASSWORD)).toBe(false);
  expect(await passwordMatches('ada@example.com', undefined, '')).toBe(false);
});

test('the decoy is made once, with the parameters in force', async () => {
  changeSettings({ ARGON2_MEMORY_KIB: '20480' });
  expect(await decoyFor('nobody@example.com')).toMatch(/^\$argon2id\$v=19\$m=20480,t=2,p=1\$/);
  expect(await decoyFor('nobody@example.com')).toBe(await decoyFor('nobody@example.com'));
});

test('too long a password matches nothing', async () => {
  const text = 'x'.repeat(129);
  expect(await passwordMatches('ada@example.com', await hash(text), text)).toBe(false);
});

test.each([
  [8192, 2, true],
  [19_455, 2, true],
  [19_456, 1, true],
  [19_456, 2, false],
  [65_536, 3, false],
])(
  'a hash made with %i KiB and %i passes is outdated: %s',
  async (memoryCost, timeCost, outdated) => {
    expect(isOutdated(await hash(PASSWORD, { memoryCost, timeCost, parallelism: 1 }))).toBe(
      outdated,
    );
  },
);

test.each(['', '$2b$12$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=65536,t=3,p=1$a$b', 'plain'])(
  'what is no hash of ours ("%s") is outdated',
  (stored) => {
    expect(isOutdated(stored)).toBe(true);
  },
);

test('hashing leaves the thread that answers as important as it was', async () => {
  const before = getPriority();
  await hashPassword(PASSWORD);
  expect(getPriority()).toBe(before);
});

test('after the parameters were raised, an unknown address costs what some account does', async () => {
  changeSettings({ ARGON2_MEMORY_KIB: '19456' });
  await emptyTables();
  await addUser('ada@example.com', { passwordHash: await hashPassword('from before') });
  changeSettings({ ARGON2_MEMORY_KIB: '20480' });
  expect(await decoyFor('nobody@example.com')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
