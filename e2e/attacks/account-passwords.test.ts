import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import {
  ANOTHER,
  changePassword,
  midMove,
  midReset,
  newOwner,
  reset,
  verifyMove,
} from '#e2e/support/account-acts';
import { change, rows, storedPassword, storePassword } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const WORDS =
  'marsh otter comet raisin oboe lagoon thunder walnut copper bishop ember quartz violet '.repeat(
    2,
  );

test('a new password is judged by the same rules at a reset and at a change, and the reason is said', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const { visitor, code } = await midReset(server, email);
  const [resetting, changing] = [
    await visitor.form('/reset-password'),
    await ada.form('/settings/password'),
  ];
  const before = storedPassword(server, email);
  const ask = [
    (password: string) =>
      visitor.submit(resetting, [
        ['code', code],
        ['password', password],
      ]),
    (password: string) =>
      ada.submit(changing, [
        ['current', PASSWORD],
        ['password', password],
        ['others', ''],
      ]),
  ];
  const refused: [string, RegExp][] = [
    ['', /Choose a password/],
    [WORDS.slice(0, 7), /at least 15/],
    [WORDS.slice(0, 14), /at least 15/],
    ['🐙'.repeat(14), /at least 15/],
    [WORDS.slice(0, 129), /at most 128/],
    ['字'.repeat(129), /at most 128/],
    ['a'.repeat(19_000), /at most 128/],
    ['a'.repeat(50_000), /This is too long/],
    ['passwordpassword', /leaked|guess|common/i],
    ['123456789012345', /leaked|guess|sequence|common/i],
    ['aaaaaaaaaaaaaaaaaaaa', /leaked|guess|repeat/i],
    ['gatehousegatehouse', /everybody knows who knows this site/],
    [email.split('@')[0]!, /own name or address/],
  ];
  for (const [password, reason] of refused) {
    for (const door of ask) {
      const answer = await door(password);
      expect(answer.status, password.slice(0, 30)).toBe(422);
      expect(answer.text, password.slice(0, 30)).toMatch(reason);
      expect(answer.text).not.toMatch(/upper ?case|special character|symbol/i);
      if (password.length > 20) expect(answer.text).not.toContain(`"${password}"`);
    }
  }
  expect(storedPassword(server, email)).toBe(before);
});

test('a password is the same at every door, to the last character, however it is composed', {
  tag: '@long',
}, async ({ server }) => {
  const exact = `Päss ${WORDS.slice(0, 100)} é`;
  const { visitor: ada, email } = await newOwner(server);
  await changePassword(ada, PASSWORD, exact);
  const near = [exact.slice(0, 72), exact.slice(0, -1), `${exact} `, exact.toLowerCase(), `${exact.slice(0, 73)}X${exact.slice(74)}`, `${exact}${'x'.repeat(500)}`, exact.replace('ä', 'a')]; // biome-ignore format: one list
  const prove = async (password: string) => {
    change(server, 'delete from limits');
    return (await ada.submit(await ada.form('/confirm'), [['password', password]])).status;
  };
  for (const password of near) expect(await prove(password), password).toBe(422);
  for (const password of [exact, exact.normalize('NFD'), exact.normalize('NFKD')])
    expect(await prove(password)).toBe(303);
  expect((await changePassword(ada, near[0]!, ANOTHER)).status).toBe(422);
  expect((await changePassword(ada, exact.normalize('NFD'), ANOTHER)).status).toBe(303);
  change(server, 'delete from limits');
  const { visitor, code } = await midReset(server, email);
  expect((await reset(visitor, code, exact.normalize('NFD'))).status).toBe(303);
  expect((await newVisitor(server).signIn(email, exact)).status).toBe(303);
  expect((await newVisitor(server).signIn(email, near[0]!)).status).toBe(422);
});

test('what is stored after a change and a reset is argon2id; a proof raises a hash made with too little work', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  const { visitor: ada, email } = await newOwner(server);
  const seen = [storedPassword(server, email)];
  await changePassword(ada, PASSWORD, ANOTHER);
  seen.push(storedPassword(server, email));
  const { visitor, code } = await midReset(server, email);
  await reset(visitor, code, PASSWORD);
  seen.push(storedPassword(server, email));
  expect(new Set(seen).size).toBe(3);
  for (const stored of seen) expect(stored).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/);
  const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
  storePassword(server, email, weak);
  const form = await visitor.form('/confirm');
  expect((await visitor.submit(form, [['password', 'wrong wrong wrong']])).status).toBe(422);
  expect(storedPassword(server, email)).toBe(weak);
  expect((await visitor.submit(form, [['password', PASSWORD]])).status).toBe(303);
  expect(storedPassword(server, email)).toMatch(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/);
  await server.remove();
});

test('no password, code, cookie or secret of the whole life of an account is in a log line or a file', {
  tag: '@long',
}, async () => {
  const server = await startServer({ LOG_LEVEL: 'debug' });
  const passwords = ['zanzibar heron 4417 marmalade', 'quixotic ferret 9021 trombone', 'nebular wombat 7733 clarinet']; // biome-ignore format: one list
  const ada = newVisitor(server);
  const email = await ada.signUp({ email: newEmail('canary'), password: passwords[0]! });
  const secrets = [...ada.cookies.values()];
  await changePassword(ada, passwords[0]!, passwords[1]!);
  await ada.submit(await ada.form('/confirm'), [['password', `${passwords[1]} wrong`]]);
  await ada.submit(await ada.form('/confirm'), [['password', passwords[1]!]]);
  secrets.push(...ada.cookies.values());
  const move = await midMove(server, ada);
  secrets.push(...ada.cookies.values());
  await verifyMove(ada, move.code);
  const { visitor, code } = await midReset(server, move.email);
  secrets.push(...visitor.cookies.values());
  await reset(visitor, code, passwords[2]!);
  secrets.push(...visitor.cookies.values());
  const file = (await visitor.download()).text;
  await visitor.submit(await visitor.form('/settings/data'), [['email', move.email]]);
  expect(rows(server, 'select id from users')).toEqual([]);
  expect(server.output()).toContain('/reset-password');
  expect(new Set(secrets).size).toBeGreaterThan(6);
  const alone = new RegExp(`(?<![0-9a-zA-Z])(${code}|${move.code})(?![0-9a-zA-Z])`);
  const places = readdirSync(server.folder).map(
    (name) => [name, readFileSync(join(server.folder, name), 'latin1')] as const,
  );
  for (const [where, text] of [['log', server.output()], ['download', file], ...places] as const) {
    for (const secret of [...passwords, ...secrets])
      expect(text.includes(secret), where).toBe(false);
    expect(alone.test(text), where).toBe(false);
  }
  for (const text of [server.output(), file]) expect(text).not.toMatch(/\$argon2|Fe26\.2/);
  expect(server.output()).not.toContain(email);
  await server.remove();
});
