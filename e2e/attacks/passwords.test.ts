import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { change, countRows, sessionsOf, storedPassword, storePassword } from '#e2e/support/rows';
import { LIGHT, startServer } from '#e2e/support/server';
import { expect, newEmail, newPerson, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('a password is refused for its length or for being guessed, with the reason, and for nothing else', async ({
  server,
}) => {
  const eve = newVisitor(server);
  const form = await eve.form('/sign-up');
  const local = 'wilhelmina.brunnenkamp';
  const ask = (password: string) =>
    newVisitor(server).submit(form, [
      ['name', 'Wilhelmina Brunnenkamp'],
      ['email', newEmail(local)],
      ['password', password],
    ]);
  const words =
    'velvet comet raisin oboe trumpet lagoon saddle pickle mango thunder walnut copper bishop ember quartz violet'.repeat(
      2,
    );
  const before = countRows(server);
  const refused: [string, RegExp][] = [
    ['', /Choose a password/],
    [words.slice(0, 7), /at least 15/],
    [words.slice(0, 8), /at least 15/],
    [words.slice(0, 14), /at least 15/],
    ['🐙'.repeat(14), /at least 15/],
    [words.slice(0, 129), /at most 128/],
    ['字'.repeat(129), /at most 128/],
    ['a'.repeat(19_000), /at most 128/],
    ['a'.repeat(50_000), /This is too long/],
    ['passwordpassword', /leaked|guess|repeat|common|Repeat/],
    ['123456789012345', /leaked|guess|sequence|common/i],
    ['aaaaaaaaaaaaaaaaaaaa', /leaked|guess|Repeat/i],
    ['qwertyuiopasdfghjkl', /leaked|guess|row|pattern|common/i],
    ['WilhelminaBrunnenkamp', /own name or address/],
    ['gatehousegatehouse', /everybody knows who knows this site/],
  ];
  for (const [password, reason] of refused) {
    const answer = await ask(password);
    expect(answer.status, password.slice(0, 30)).toBe(422);
    expect(answer.text, password.slice(0, 30)).toMatch(reason);
    expect(answer.text).not.toMatch(/upper ?case|digit|special character|symbol/i);
    if (password) expect(answer.text).not.toContain(`"${password}"`);
  }
  expect(countRows(server)).toEqual(before);
  for (const password of [
    words.slice(0, 15),
    words.slice(0, 63),
    words.slice(0, 64),
    words.slice(0, 128),
    'kleine graue katze schnurrt',
    '東京 の 静かな 夜 に 猫 が 歩く 道',
    '🐙🦑🐳🦀🐡🌊🐚⚓️⛵🏝️🧭🗺️🪸🐬🦈',
  ])
    expect((await ask(password)).status, password).toBe(303);
});

test('a password is right only to the last character, however long it is', async ({ server }) => {
  const long = `${'otter comet raisin oboe lagoon '.repeat(4)}xyz`.slice(0, 127);
  const exact = `Päss ${long.slice(0, 100)} é`;
  const email = await newVisitor(server).signUp({ email: newEmail(), password: exact });
  const near = [exact.slice(0, 72), exact.slice(0, -1), `${exact} `, ` ${exact}`, exact.toLowerCase(), exact.toUpperCase(), `${exact.slice(0, 73)}X${exact.slice(74)}`, `${exact}${'x'.repeat(500)}`, exact.replace('ä', 'a')]; // biome-ignore format: one list
  for (const password of near) {
    change(server, 'delete from limits');
    expect((await newVisitor(server).signIn(email, password)).status, password).toBe(422);
  }
  change(server, 'delete from limits');
  expect((await newVisitor(server).signIn(email, `${exact}\0`)).status).toBe(422);
  for (const password of [exact, exact.normalize('NFD'), exact.normalize('NFKD')])
    expect((await newVisitor(server).signIn(email, password)).status).toBe(303);
});

test('what is stored of a password is argon2id with a salt of its own, and no file holds it', async ({
  server,
}) => {
  const canary = 'zanzibar heron 4417 marmalade';
  const person = newPerson();
  const emails = [
    await newVisitor(server).signUp({ ...person, password: canary }),
    await newVisitor(server).signUp({ email: newEmail(), password: canary }),
  ];
  await newVisitor(server).signIn(emails[0]!, `${canary} wrong`);
  await newVisitor(server).signIn(emails[0]!, canary);
  const hashes = emails.map((email) => storedPassword(server, email));
  expect(new Set(hashes).size).toBe(2);
  for (const stored of hashes) {
    const [, memory, time, salt = '', tag = ''] =
      stored.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]+)\$([^$]+)$/) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(time)).toBeGreaterThanOrEqual(2);
    expect(Buffer.from(salt, 'base64').length).toBe(16);
    expect(Buffer.from(tag, 'base64').length).toBe(32);
  }
  for (const file of readdirSync(server.folder))
    expect(readFileSync(join(server.folder, file)).includes(canary), file).toBe(false);
  expect(server.output()).not.toContain(canary);
  expect(server.output()).not.toContain(emails[0]);
});

test('a hash made with too little work is made anew at the next right password, and at no wrong one', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  const email = await newVisitor(server).signUp();
  const weak = await hash('seven purple otters juggle', {
    memoryCost: 8192,
    timeCost: 1,
    parallelism: 1,
  });
  storePassword(server, email, weak);
  const stored = () => storedPassword(server, email);
  await newVisitor(server).signIn(email, 'wrong wrong wrong wrong');
  expect(stored()).toBe(weak);
  const before = sessionsOf(server, email);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
  expect(stored()).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/);
  expect(sessionsOf(server, email)).toBe(before + 1);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
  await server.remove();
});

test('while the operator’s list of leaked passwords is away nobody chooses one, and that is no failure of ours', {
  tag: '@long',
}, async ({ server: other }) => {
  const list = join(other.folder, 'leaked.txt');
  writeFileSync(list, `${createHash('sha1').update('one that leaked').digest('hex')}\n`);
  const server = await startServer({ ...LIGHT, BREACH_LIST: list });
  const sound = newVisitor(server);
  renameSync(list, `${list}.away`);
  const email = newEmail();
  const refused = await sound.askForAccount(email);
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '60']);
  expect(refused.text).toContain('We cannot do this right now');
  expect(refused.text).toContain(email);
  expect(server.output()).toContain('no password can be chosen; requests get 503');
  expect(server.output()).not.toContain('"stack"');
  renameSync(`${list}.away`, list);
  expect((await sound.askForAccount(email)).status).toBe(303);
  const leaked = await newVisitor(server).askForAccount(newEmail(), 'one that leaked');
  expect([leaked.status, leaked.text.includes('lists of leaked passwords')]).toEqual([422, true]);
  await server.remove();
});
