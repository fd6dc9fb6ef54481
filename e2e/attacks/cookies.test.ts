import { randomBytes } from 'node:crypto';
import { PRIVATE } from '#e2e/support/gated';
import { asForm, send } from '#e2e/support/http';
import { startServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('cookies are opaque, for this host, out of reach of scripts, and none without need', async ({
  server,
}) => {
  const ada = newVisitor(server);
  for (const path of ['/', '/sign-in', '/sign-up', '/nothing', '/dashboard', '/health/live'])
    expect((await ada.go(path)).setCookies, path).toEqual([]);
  const email = newEmail();
  const begun = await ada.askForAccount(email);
  const known = await newVisitor(server).signUp();
  const signedIn = await ada.signIn(known, PASSWORD, [['remember', 'on']]);
  const lines = [...begun.setCookies, ...signedIn.setCookies];
  expect(lines.length).toBeGreaterThanOrEqual(2);
  for (const line of lines) {
    expect(line).toMatch(/; Path=\//);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=lax/i);
    expect(line).not.toMatch(/Domain=/i);
    expect(line.length).toBeLessThan(4096);
    expect(line).not.toContain(email);
    const age = Number(line.match(/Max-Age=(\d+)/)?.[1]);
    if (/^(session|flow)=/.test(line)) expect(age).toBeLessThanOrEqual(30 * 24 * 3600);
    expect(Buffer.from(line.split('*')[4] ?? '', 'base64url').toString()).not.toMatch(
      /sessionId|purpose/,
    );
  }
});

test('two session cookies, fifty cookies or a huge one never open somebody else’s page', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const [ours, theirs] = [await ada.signUp(), await bob.signUp()];
  const [a, b] = [ada, bob].map((visitor) => `session=${visitor.cookies.get('session')}`);
  const junk = Array.from({ length: 50 }, (_, index) => `c${index}=${'x'.repeat(20)}`).join('; ');
  const ask = async (cookie: string | string[]) => {
    const headers = { Cookie: cookie as string, 'X-Forwarded-For': newNetwork() };
    const { status, text } = await send(server, '/dashboard', { headers });
    return {
      status,
      who: [text.includes(ours) && 'ada', text.includes(theirs) && 'bob'].filter(Boolean),
    };
  };
  for (const cookie of [
    `${a}; session=junk`,
    `session=junk; ${a}`,
    `${junk}; ${a}`,
    [String(a), 'session=junk'],
    `SESSION=junk; ${a}`,
    `${a}; ${a}`,
  ]) {
    const { status, who } = await ask(cookie);
    expect([200, 307], String(cookie).slice(0, 80)).toContain(status);
    expect(who).not.toContain('bob');
  }
  const both = [await ask(`${a}; ${b}`), await ask(`${a}; ${b}`), await ask(`${a}; ${b}`)];
  expect(new Set(both.map(({ who }) => who.join())).size).toBe(1);
  expect(both[0]?.who.length).toBeLessThanOrEqual(1);
  for (const cookie of [
    `Session=${a?.slice(8)}`,
    `__Host-session=${a?.slice(8)}`,
    `session =${a?.slice(8)}`,
    `sessions=${a?.slice(8)}`,
    `x=1, ${a}`,
  ])
    expect((await ask(cookie)).who, cookie.slice(0, 40)).toEqual(
      cookie.startsWith('x') || cookie.startsWith('session ') ? expect.anything() : [],
    );
  expect((await ask(`session=${'x'.repeat(15_000)}`)).status).toBe(307);
  expect((await ask(`session=${'x'.repeat(17_000)}`)).status).toBe(431);
});

test('a changed, cut, doubled or re-labelled seal is refused', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const other = newVisitor(server);
  await other.askForAccount(newEmail());
  const sealed = String(ada.cookies.get('session'));
  const flow = String(other.cookies.get('flow'));
  const flip = (text: string, at: number) =>
    `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  const parts = sealed.split('*');
  const forged = [
    // The last letter of a part carries bits that mean nothing, so those stay.
    ...[...sealed].flatMap((_, at) =>
      at % 9 || /[*~]/.test(sealed.slice(at, at + 2)) ? [] : [flip(sealed, at)],
    ),
    sealed.slice(0, -6),
    flow,
    [...parts.slice(0, 5), '0', ...parts.slice(6)].join('*'),
    [...parts.slice(0, 5), '', ...parts.slice(6)].join('*'),
    [...parts.slice(0, 5), '99999999999999', ...parts.slice(6)].join('*'),
    ['Fe26.1', ...parts.slice(1)].join('*'),
    [parts[0], '2', ...parts.slice(2)].join('*'),
    [parts[0], '__proto__', ...parts.slice(2)].join('*'),
    [parts[0], 'constructor', ...parts.slice(2)].join('*'),
    `x${sealed}`,
    `${sealed.replace(/~\d+$/, '')}AA~2`,
    sealed.replaceAll('*', '%252A'),
  ];
  for (const value of forged) {
    const answer = await send(server, '/dashboard', {
      headers: { Cookie: `session=${value}`, 'X-Forwarded-For': newNetwork() },
    });
    expect(answer.status, `${forged.indexOf(value)} ${value.slice(-20)}`).toBe(307);
    expect(answer.text).not.toContain(email);
  }
  const verifier = newVisitor(server);
  verifier.cookies.set('flow', sealed);
  expect((await verifier.go('/sign-up/verify')).headers.location).toBe('/sign-up');
});

test('a seal of another server, or under a retired secret, opens nothing; a rotated one still does', {
  tag: '@long',
}, async () => {
  const [old, next, other] = [0, 0, 0].map(() => randomBytes(32).toString('base64url')) as [
    string,
    string,
    string,
  ];
  const first = await startServer({ SESSION_SECRET: old });
  const ada = newVisitor(first);
  const email = await ada.signUp();
  const cookie = `session=${ada.cookies.get('session')}`;
  await first.stop();
  const ask = async (secret: string) => {
    const server = await startServer({ SESSION_SECRET: secret }, first.folder);
    const answer = await send(server, '/dashboard', {
      headers: { Cookie: cookie, 'X-Forwarded-For': newNetwork() },
    });
    await server.stop();
    return answer;
  };
  expect((await ask(`${next},${old}`)).text).toContain(email);
  for (const secret of [next, other, `${next},${other}`]) {
    const answer = await ask(secret);
    expect(answer.status).toBe(307);
    expect(answer.text).not.toMatch(PRIVATE);
  }
  await first.remove();
});

test('a planted session or flow does not survive signing in', async ({ server }) => {
  const [attacker, victim] = [newVisitor(server), newVisitor(server)];
  await attacker.signUp();
  const email = await victim.signUp();
  const planted = String(attacker.cookies.get('session'));
  await victim.signOut();
  victim.cookies.set('session', planted);
  const form = await newVisitor(server).form('/sign-in');
  const answer = await victim.post(
    '/sign-in',
    asForm(form, [
      ['email', email],
      ['password', PASSWORD],
    ]),
  );
  expect(answer.status).toBe(303);
  expect(victim.cookies.get('session')).not.toBe(planted);
  expect((await attacker.go('/dashboard')).status).toBe(307);
  const before = String(victim.cookies.get('session'));
  await victim.post(
    '/sign-in',
    asForm(form, [
      ['email', email],
      ['password', PASSWORD],
    ]),
  );
  expect(victim.cookies.get('session')).not.toBe(before);
  const old = await send(server, '/dashboard', { headers: { Cookie: `session=${before}` } });
  expect(old.status).toBe(307);
});
