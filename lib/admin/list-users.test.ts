import { beforeEach, expect, test } from 'vitest';
import { searchNameOf } from '#lib/accounts/fields';
import { listAdministrators, listUsers } from '#lib/admin/list-users';
import { addMember, addStaff } from '#lib/admin/staff.test-support';
import { emptyTables } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

beforeEach(emptyTables);

async function listAll(search: string, limit: number): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers('operator', {
      search,
      limit,
      after,
    });
    expect(page.users.length).toBeLessThanOrEqual(limit);
    seen.push(...page.users.map(({ email }) => email));
    after = page.next;
  }
  return seen;
}

const find = (search: string) => listAll(search, 100);

test('people are found by what stands in their address or their name, however it is typed', async () => {
  await addMember('mia@example.com', 'Ödön  von Horváth');
  await addMember('zoe@example.com', 'ΟΔΥΣΣΕΥΣ');
  await addMember('bob@example.com', 'ﬁona');
  expect(await find('mi')).toEqual(['mia@example.com']);
  expect(await find(' MIA@Ex')).toEqual(['mia@example.com']);
  expect(await find('ödön von')).toEqual(['mia@example.com']);
  expect(await find('O\u0308DO\u0308N')).toEqual(['mia@example.com']);
  expect(await find('οδυσ')).toEqual(['zoe@example.com']);
  expect(await find('ΟΔΥΣ')).toEqual(['zoe@example.com']);
  expect(await find('Fiona')).toEqual(['bob@example.com']);
  expect(await find('HORVÁTH')).toEqual(['mia@example.com']);
  expect(await find('n  von')).toEqual(['mia@example.com']);
  expect(await find('σσευς')).toEqual(['zoe@example.com']);
  expect(await find('example')).toEqual(['bob@example.com', 'mia@example.com', 'zoe@example.com']);
  expect(await find('examplex')).toEqual([]);
});

test('what is searched for is only letters: no sign of it means anything', async () => {
  const names = [
    '100%',
    'a_b',
    'back\\slash',
    "O'Neill",
    '"quoted"',
    '; drop table users; --',
    '*?[a-z]',
  ];
  for (const [at, name] of names.entries()) await addMember(`p${at}@example.com`, name);
  await addMember('plain@example.com', 'aXb');
  for (const [at, name] of names.entries())
    expect(await find(name)).toEqual([`p${at}@example.com`]);
  expect(await find('%')).toEqual(['p0@example.com']);
  expect(await find('_')).toEqual(['p1@example.com']);
  expect(await find("' or 1=1 --")).toEqual([]);
  expect(await find('a_')).toEqual(['p1@example.com']);
});

test('every page together is everybody once: by address, then by name, then those that have it within', async () => {
  const expected: string[] = [];
  for (let at = 0; at < 11; at++) {
    const email = `mo${String(at).padStart(2, '0')}@example.com`;
    expected.push(email);
    await addMember(email, at % 2 ? 'Mo' : 'Zed');
  }
  for (let at = 0; at < 9; at++) await addMember(`x${at}@example.com`, `Mo ${at % 3}`);
  const byName = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((at) => `x${at}@example.com`);
  await addMember('last@example.com', 'Last');
  const inside = ['a-mo@example.com', 'b@example.com', 'z.mo@example.com'];
  for (const email of inside) await addMember(email, email.startsWith('b') ? 'A Mo' : 'Z');
  for (const limit of [1, 2, 3, 7, 10, 11, 12, 20, 50]) {
    expect(await listAll('Mo', limit)).toEqual([...expected, ...byName, ...inside]);
    expect(await listAll('', limit)).toEqual(
      ['last@example.com', ...expected, ...byName, ...inside].sort(),
    );
  }
});

test('a person is found by each part of their name', async () => {
  const word = fc.string({
    unit: fc.constantFrom(...'aBé ßxÅ日%_\\\'"'),
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(word, fc.nat(8), fc.nat(8), async (name, from, length) => {
      await emptyTables();
      await addMember('someone@example.com', name);
      const part = searchNameOf(name).slice(from, from + Math.max(1, length));
      if (searchNameOf(part)) expect(await find(part)).toEqual(['someone@example.com']);
    }),
    { numRuns: 100 },
  );
});

test('a place in the list that nobody was given leads nowhere and fails nothing', async () => {
  await addMember();
  for (const after of [
    'name:',
    'name:x:y',
    'name:00000000-0000-7000-8000-000000000000:',
    '\u0000',
    '~',
  ])
    for (const search of ['', 'm'])
      expect((await listUsers('operator', { search, limit: 5, after })).users.length).toBeLessThan(
        2,
      );
});

test('administrators are listed apart', async () => {
  await addMember();
  await addStaff('support');
  const dee = await addStaff('administrator');
  const listed = await listAdministrators({ limit: 1, after: '' });
  expect(listed).toMatchObject({ users: [{ email: dee.user.email }], next: null });
  expect((await listAdministrators({ limit: 1, after: dee.user.email })).users).toEqual([]);
});
