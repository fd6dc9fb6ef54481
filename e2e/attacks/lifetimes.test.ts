import { formsOf, send } from '#e2e/support/http';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lets time pass for one account's sessions: the last visit and the end move into the past. */
const letPass = (
  server: TestServer,
  email: string,
  column: 'last_seen_at' | 'expires_at',
  ms: number,
) =>
  change(
    server,
    `update sessions set ${column} = ${column} - ? where user_id = (select id from users where email = ?)`,
    ms,
    email,
  );

const isOpen = async (visitor: Visitor) => (await visitor.go('/dashboard')).status === 200;
const lastSeen = (server: TestServer, email: string) =>
  Number(
    rows(
      server,
      'select last_seen_at from sessions s join users u on u.id=s.user_id where email = ?',
      email,
    )[0]?.['last_seen_at'],
  );

test('a session ends when nobody visits: after two hours, or fourteen days when kept', async ({
  server,
}) => {
  const email = await newVisitor(server).signUp();
  for (const [idle, more] of [
    [2 * HOUR, []],
    [14 * DAY, [['remember', 'on']]],
  ] as [number, [string, string][]][]) {
    const visitor = newVisitor(server);
    const answer = await visitor.signIn(email, PASSWORD, more);
    const ours = answer.setCookies.filter((line) => line.startsWith('session='));
    expect(/max-age/i.test(ours.join())).toBe(more.length > 0);
    change(
      server,
      'delete from sessions where id not in (select id from sessions order by created_at desc limit 1) and user_id = (select id from users where email = ?)',
      email,
    );
    letPass(server, email, 'last_seen_at', idle - 5 * MINUTE);
    expect(await isOpen(visitor)).toBe(true);
    await expect.poll(() => lastSeen(server, email)).toBeGreaterThan(Date.now() - MINUTE);
    letPass(server, email, 'last_seen_at', idle + 2 * MINUTE);
    expect(await isOpen(visitor)).toBe(false);
    expect((await visitor.go('/sign-in')).text).toContain('Your session has ended.');
  }
});

test('a session ends for good, however busy it is: after a day, or thirty when kept', async ({
  server,
}) => {
  const email = await newVisitor(server).signUp();
  for (const [absolute, more] of [
    [DAY, []],
    [30 * DAY, [['remember', 'on']]],
  ] as [number, [string, string][]][]) {
    const visitor = newVisitor(server);
    await visitor.signIn(email, PASSWORD, more);
    letPass(server, email, 'expires_at', absolute - 30_000);
    expect(await isOpen(visitor)).toBe(true);
    letPass(server, email, 'expires_at', 31_000);
    expect(await isOpen(visitor)).toBe(false);
    const form = formsOf('/sign-in', (await newVisitor(server).go('/sign-in')).text);
    expect(form.length).toBe(1);
  }
});

test('no header hides a visit, and a visit is written once a minute', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const cloaks = [
    { 'Sec-Purpose': 'prefetch' },
    { 'Sec-Purpose': 'prefetch;prerender', 'Sec-Fetch-Site': 'same-origin' },
    { Purpose: 'prefetch' },
    { 'X-Purpose': 'preview', 'X-Moz': 'prefetch' },
    { 'Next-Router-Prefetch': '1', 'Sec-Fetch-Site': 'same-origin' },
    { DNT: '1', 'Sec-GPC': '1' },
  ] as Record<string, string>[];
  for (const headers of cloaks) {
    letPass(server, email, 'last_seen_at', 10 * MINUTE);
    const before = lastSeen(server, email);
    expect((await ada.go('/dashboard', { headers })).status).toBe(200);
    await expect
      .poll(() => lastSeen(server, email), JSON.stringify(headers))
      .toBeGreaterThan(before);
  }
  letPass(server, email, 'last_seen_at', 10 * MINUTE);
  const before = lastSeen(server, email);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      ada.go(index % 2 ? '/dashboard' : '/dashboard?_rsc', {
        headers: index % 2 ? {} : { RSC: '1' },
      }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(answers.flatMap(({ setCookies }) => setCookies)).toEqual([]);
  await expect.poll(() => lastSeen(server, email)).toBeGreaterThan(before);
  const written = lastSeen(server, email);
  await ada.go('/dashboard');
  await ada.go('/dashboard');
  expect(lastSeen(server, email)).toBe(written);
});

test('what the list of sessions shows of another session opens nothing', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  await newVisitor(server).signIn(email);
  const { text } = await ada.go('/settings/sessions');
  const shown = formsOf('/', text)
    .flatMap(({ hidden }) => hidden)
    .filter(([name]) => name === 'session')
    .map(([, value]) => value);
  expect(shown.length).toBe(1);
  for (const id of shown) {
    for (const headers of [
      { Cookie: `session=${id}` },
      { Authorization: `Bearer ${id}` },
      { Cookie: `session=${id}`, Authorization: `Bearer ${id}` },
    ] as Record<string, string>[]) {
      const answer = await send(server, '/dashboard', {
        headers: { 'X-Forwarded-For': newNetwork(), ...headers },
      });
      expect(answer.status).toBe(307);
    }
  }
});

test('one person has fifty sessions at most, and the oldest goes first', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const old = rows(
    server,
    'select s.* from sessions s join users u on u.id=s.user_id where email = ?',
    email,
  )[0]!;
  const columns = Object.keys(old);
  for (let i = 1; i <= 60; i++) {
    const row: Record<string, unknown> = {
      ...old,
      id: `${String(old['id']).slice(0, -4)}${1000 + i}`,
      created_at: Number(old['created_at']) - i * 1000,
    };
    change(
      server,
      `insert into sessions (${columns.join()}) values (${columns.map(() => '?').join()})`,
      ...columns.map((name) => row[name]),
    );
  }
  expect(sessionsOf(server, email)).toBe(61);
  const signedIn = await Promise.all(
    Array.from({ length: 3 }, () => newVisitor(server).signIn(email)),
  );
  expect(signedIn.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(sessionsOf(server, email)).toBe(50);
  expect(await isOpen(ada)).toBe(true);
  expect((await ada.go('/settings/sessions')).status).toBe(200);
});

test('session secrets are 256 random bits, stored only as a hash', { tag: '@long' }, async ({
  server,
}) => {
  const email = await newVisitor(server).signUp();
  const visitors = Array.from({ length: 12 }, () => newVisitor(server));
  for (const visitor of visitors) await visitor.signIn(email);
  const cookies = visitors.map(({ cookies }) => cookies.get('session')).filter(Boolean);
  expect(cookies.length).toBeGreaterThan(8);
  expect(new Set(cookies).size).toBe(cookies.length);
  const hashes = rows(
    server,
    'select secret_hash from sessions s join users u on u.id = s.user_id where email = ?',
    email,
  ).map((row) => String(row['secret_hash']));
  expect(new Set(hashes).size).toBe(hashes.length);
  const bits = hashes.join('').replace(/./g, (digit) => Number.parseInt(digit, 16).toString(2));
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const ones = bits.replaceAll('0', '').length / (hashes.length * 256);
  expect(Math.abs(ones - 0.5)).toBeLessThan(0.1);
});

test('parallel requests of different people never get each other’s page, status or headers', {
  tag: '@long',
}, async ({ server }) => {
  const people = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const visitor = newVisitor(server);
      return { visitor, email: await visitor.signUp() };
    }),
  );
  const form = await newVisitor(server).form('/sign-in');
  const work = Array.from({ length: 160 }, async (_, index) => {
    const { visitor, email } = people[index % 4]!;
    if (index % 5 === 4) {
      const refused = await newVisitor(server).submit(form, [
        ['email', `nobody${index}@example.com`],
        ['password', 'x'.repeat(200)],
      ]);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(`nobody${index}@example.com`);
      expect(refused.headers['retry-after']).toBeUndefined();
      return;
    }
    const answer =
      index % 3
        ? await visitor.go('/dashboard')
        : await visitor.go('/dashboard?_rsc', { headers: { RSC: '1' } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(email);
    for (const other of people)
      if (other.email !== email) expect(answer.text).not.toContain(other.email);
    expect(answer.headers['clear-site-data']).toBeUndefined();
  });
  await Promise.all(work);
});
