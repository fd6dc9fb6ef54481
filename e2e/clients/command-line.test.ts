import { chmodSync, copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Machine, newMachine, signInByCode } from '../support/command-line.ts';
import { grantDevice } from '../support/grant-consent.ts';
import { watchProcesses } from '../support/processes.ts';
import { rows } from '../support/rows.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { expect, test as plain } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const test = plain.extend<{ machine: Machine; another: Machine }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  machine: async ({}, use) => on(newMachine(), use),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  another: async ({}, use) => on(newMachine(), use),
});

async function on(machine: Machine, use: (machine: Machine) => Promise<void>) {
  await use(machine);
  machine.remove();
}

/** Somebody in a browser, who has let the client of the machine in. */
async function signedIn(machine: Machine, server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const login = await signInByCode(machine, server, (code) => grantDevice(visitor, code));
  expect(login.exitCode, login.screen).toBe(0);
  return { visitor, email, login };
}

const refreshTokens = (server: TestServer, email: string) =>
  rows(
    server,
    `select r.consumed_at from oauth_records r join sessions s on s.id = r.session_id
     join users u on u.id = s.user_id where r.kind = 'RefreshToken' and u.email = ?`,
    email,
  );

/** How often the server has been asked for tokens. */
const tokenAnswers = (server: TestServer) =>
  server.output().match(/"path":"\/oauth\/token"/g)?.length ?? 0;

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const ID = '01932d3c-9c1f-7b2a-8d4e-5f6a7b8c9d0e';

test('one of eight copies that find their token over at the same time gets the next for all', {
  tag: '@long',
}, async ({ server, machine }) => {
  const { email } = await signedIn(machine, server);
  machine.forgetAccess();
  const before = tokenAnswers(server);
  const copies = await Promise.all(Array.from({ length: 8 }, () => machine.run('whoami')));
  for (const { exitCode, screen } of copies) expect(exitCode, screen).toBe(0);
  expect(tokenAnswers(server) - before).toBe(1);
  const tokens = refreshTokens(server, email);
  expect(tokens).toHaveLength(2);
  expect(tokens.filter((row) => row['consumed_at'] === null)).toHaveLength(1);
});

test('two copies that know nothing of each other refresh at the same time, and both go on', async ({
  server,
  machine,
  another,
}) => {
  const { email } = await signedIn(machine, server);
  machine.forgetAccess();
  mkdirSync(dirname(another.file), { recursive: true });
  copyFileSync(machine.file, another.file);
  const copies = await Promise.all([machine.run('whoami'), another.run('whoami')]);
  for (const { exitCode, screen } of copies) expect(exitCode, screen).toBe(0);
  expect(machine.remembered().tokens.refreshToken).toBe(another.remembered().tokens.refreshToken);
  expect(refreshTokens(server, email)).toHaveLength(2);
});

test('without a keychain the tokens lie in a file for its owner only, which is closed again if it was opened', async ({
  server,
  machine,
}) => {
  const { login } = await signedIn(machine, server);
  expect(login.screen).toContain(`The sign-in is kept in ${machine.file}.`);
  expect([mode(machine.file), mode(dirname(machine.file))]).toEqual(['600', '700']);
  chmodSync(machine.file, 0o644);
  const { exitCode, screen } = await machine.run('whoami');
  expect(exitCode).toBe(0);
  expect(screen).toContain(`Others on this machine could read ${machine.file}; now they cannot.`);
  expect(mode(machine.file)).toBe('600');
});

test('with a keychain the tokens lie there, and neither in the file nor in any command line, environment or output', {
  tag: '@long',
}, async ({ server, machine }) => {
  machine.addKeychain();
  const others = watchProcesses(machine.home);
  const { login } = await signedIn(machine, server);
  const whoami = await machine.run('whoami');
  expect(whoami.exitCode, whoami.screen).toBe(0);
  const kept = machine.read('keychain').trim();
  const tokens = JSON.parse(Buffer.from(kept, 'base64url').toString());
  expect(Object.keys(tokens)).toEqual(['refreshToken', 'accessToken', 'expiresAt']);
  expect(machine.remembered()).toEqual({ site: server.url, place: 'keychain' });
  expect(login.screen).toContain('The sign-in is kept in the keychain of this system.');

  const logout = await machine.run('logout');
  expect(logout.exitCode, logout.screen).toBe(0);
  expect(machine.read('keychain')).toBe('');
  const seen = [machine.read('seen'), others.seen(), login.screen, whoami.screen, logout.screen];
  expect(seen[0]).toContain('secret-tool store --label=gatehouse CLI at http');
  for (const secret of [kept, tokens.refreshToken, tokens.accessToken])
    for (const text of seen) expect(text).not.toContain(secret);
});

test('a keychain that does not keep what it is given is not relied on', { tag: '@long' }, async ({
  server,
  machine,
}) => {
  machine.addKeychain();
  machine.install('secret-tool', 'exit 0');
  const { login } = await signedIn(machine, server);
  expect(login.screen).toContain(`The sign-in is kept in ${machine.file}.`);
  expect((await machine.run('whoami')).exitCode).toBe(0);
});

test('a sign-out counts at the server: the kept tokens open nothing, and are deleted', {
  tag: '@long',
}, async ({ server, machine }) => {
  const { email } = await signedIn(machine, server);
  const { accessToken } = machine.remembered().tokens;
  const headers = { Authorization: `Bearer ${accessToken}` };
  expect((await fetch(`${server.url}/api/v1/me`, { headers })).status).toBe(200);
  expect((await machine.run('logout')).exitCode).toBe(0);
  expect((await fetch(`${server.url}/api/v1/me`, { headers })).status).toBe(401);
  expect(refreshTokens(server, email)).toEqual([]);
  expect(machine.remembered()).toEqual({ site: server.url, place: 'nowhere' });
  const again = await machine.run('logout');
  expect(again).toEqual({
    exitCode: 4,
    screen: 'You are not signed in. Sign in with: node client-cli/main.mjs login\n',
  });
});

test('a browser is signed out from the terminal, and the lists are there for programs', {
  tag: '@long',
}, async ({ server, machine }) => {
  const { visitor, email } = await signedIn(machine, server);
  expect((await visitor.go('/dashboard')).status).toBe(200);
  const { screen } = await machine.run('sessions', '--json');
  const sessions = JSON.parse(screen) as { id: string; client: string; isThisOne: boolean }[];
  expect(sessions.map(({ client, isThisOne }) => ({ client, isThisOne }))).toEqual([
    { client: 'gatehouse CLI on Linux', isThisOne: true },
    { client: 'Unknown browser', isThisOne: false },
  ]);
  const ended = await machine.run('sessions', 'end', String(sessions[1]?.id));
  expect(ended).toEqual({ exitCode: 0, screen: 'Ended.\n' });
  expect((await visitor.go('/dashboard')).status).toBe(307);

  const added = await machine.run('notes', 'add', 'Plans', '--text', 'Paint', '--json');
  const note = JSON.parse(added.screen);
  expect(note).toMatchObject({ title: 'Plans', text: 'Paint', relation: 'owner' });
  const listed = await machine.run('notes', 'list', '--json');
  expect(JSON.parse(listed.screen)).toMatchObject([{ id: note.id, title: 'Plans' }]);
  const shown = await machine.run('notes', 'show', note.id, '--json');
  expect(JSON.parse(shown.screen)).toEqual(note);
  const me = await machine.run('whoami', '--json');
  expect(JSON.parse(me.screen)).toMatchObject({ email, site: server.url });
});

test('what does not exist, and what cannot be, ends with its own number and sentence', {
  tag: '@long',
}, async ({ server, machine }) => {
  await signedIn(machine, server);
  const { screen } = await machine.run('notes', 'add', 'Plans', '--text', 'Paint');
  const cases = [
    { words: ['notes', 'show', ID], exitCode: 3, says: `There is no note ${ID} that you may` },
    { words: ['notes', 'show', '../me'], exitCode: 3, says: 'There is no note ../me' },
    { words: ['sessions', 'end', ID], exitCode: 3, says: `You have no session ${ID}.` },
    { words: ['notes', 'share', screen.trim(), 'nobody'], exitCode: 2, says: 'address: ' },
    { words: ['notes', 'add', ' ', '--text', 'x'], exitCode: 2, says: 'title: ' },
    { words: ['notes', 'show'], exitCode: 2, says: '"notes show" takes ID.' },
    { words: ['login', '--url', 'http://192.0.2.1'], exitCode: 2, says: 'is not encrypted' },
    { words: ['login', '--url', 'http://127.0.0.1:9'], exitCode: 1, says: 'Nothing answers at' },
  ];
  for (const { words, exitCode, says } of cases) {
    const answer = await machine.run(...words);
    expect(answer, words.join(' ')).toMatchObject({ exitCode });
    expect(answer.screen).toContain(says);
  }
});

test('while the server is away the client says so and stays signed in', { tag: '@long' }, async ({
  machine,
}) => {
  const server = await startServer();
  try {
    const { email } = await signedIn(machine, server);
    machine.forgetAccess();
    await server.stop();
    expect(await machine.run('whoami')).toEqual({
      exitCode: 1,
      screen: `Nothing answers at ${server.url}. Is the address right, and is the server running?\n`,
    });
    const logout = await machine.run('logout');
    expect(logout.exitCode).toBe(1);
    await server.start();
    expect((await machine.run('whoami')).screen).toContain(email);
  } finally {
    await server.remove();
  }
});

test('a used token that is shown again signs the client out, and it says what to do', {
  tag: '@long',
}, async ({ server, machine, another }) => {
  const { email } = await signedIn(machine, server);
  mkdirSync(dirname(another.file), { recursive: true });
  const stolen = { ...machine.remembered() };
  // Used twice more: too far back for the answer to be one that was lost.
  for (const _ of [1, 2]) {
    machine.forgetAccess();
    expect((await machine.run('whoami')).exitCode).toBe(0);
  }
  stolen.tokens.expiresAt = 0;
  writeFileSync(another.file, JSON.stringify(stolen), { mode: 0o600 });
  const says = `You were signed out of ${server.url}. Sign in again with: node client-cli/main.mjs login\n`;
  expect(await another.run('whoami')).toEqual({ exitCode: 4, screen: says });
  expect(await machine.run('whoami')).toEqual({ exitCode: 4, screen: says });
  expect(refreshTokens(server, email)).toEqual([]);
});
