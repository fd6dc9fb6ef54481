import { send } from '#e2e/support/http';
import { mailsTo } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import { startServer, type TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const WRONG = 'wrong wrong wrong wrong';

/** Wrong passwords until one is refused unheard: how many were heard, and the refusal. */
async function guess(server: TestServer, email: () => string, network: () => string, most = 60) {
  const form = await newVisitor(server).form('/sign-in');
  for (let heard = 0; heard < most; heard++) {
    const answer = await newVisitor(server, network()).submit(form, [
      ['email', email()],
      ['password', WRONG],
    ]);
    if (answer.status === 429) return { heard, answer };
    expect(answer.status).toBe(422);
  }
  return { heard: most, answer: null };
}

test('an account is guessed at ten times, from however many networks, and then not heard, known or not', {
  tag: '@long',
}, async ({ server }) => {
  const ada = newVisitor(server);
  const known = await ada.signUp();
  const unknown = newEmail();
  const seen = [];
  for (const email of [known, unknown]) {
    const { heard, answer } = await guess(server, () => email, newNetwork);
    expect(heard).toBe(10);
    expect(answer?.text).toMatch(/Too many tries\. Try again in \d+ seconds\./);
    expect(Number(answer?.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer?.headers['retry-after'])).toBeLessThanOrEqual(30);
    expect(answer?.headers['cache-control']).toContain('no-store');
    seen.push(answer?.text.length);
  }
  expect(Math.abs(seen[0]! - seen[1]!)).toBeLessThan(20);
  const right = await newVisitor(server).signIn(known);
  expect(right.status).toBe(429);
  expect((await ada.go('/dashboard')).status).toBe(200);
  expect((await ada.go('/settings/sessions')).status).toBe(200);
});

test('refused guesses cost no hash', { tag: '@long' }, async ({ server }) => {
  const email = newEmail();
  await guess(server, () => email, newNetwork);
  const form = await newVisitor(server).form('/sign-in');
  const time = async (address: string) => {
    const startedAt = performance.now();
    await Promise.all(
      Array.from({ length: 10 }, () =>
        newVisitor(server).submit(form, [
          ['email', address],
          ['password', WRONG],
        ]),
      ),
    );
    return performance.now() - startedAt;
  };
  const rounds = [];
  for (let round = 0; round < 3; round++)
    rounds.push((await time(email)) / (await time(newEmail())));
  expect(Math.min(...rounds)).toBeLessThan(0.9);
});

test('ten guesses at once are ten guesses', async ({ server }) => {
  const email = await newVisitor(server).signUp();
  const form = await newVisitor(server).form('/sign-in');
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      newVisitor(server).submit(form, [
        ['email', email],
        ['password', WRONG],
      ]),
    ),
  );
  const heard = answers.filter(({ status }) => status === 422).length;
  expect(heard).toBeLessThanOrEqual(10);
  expect(answers.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
});

test('one network tries few accounts, and a whole /64 is one network', { tag: '@long' }, async ({
  server,
}) => {
  const oneNetwork = newNetwork();
  const sprayed = await guess(
    server,
    () => newEmail(),
    () => oneNetwork,
  );
  expect(sprayed.heard).toBeLessThanOrEqual(10);
  change(server, "delete from limits where key like 'password/burst%'");
  const prefix = `2001:db8:${Math.floor(Math.random() * 65_535).toString(16)}:1`;
  let host = 0;
  const v6 = await guess(
    server,
    () => newEmail(),
    () => `${prefix}::${(++host).toString(16)}`,
  );
  expect(v6.heard).toBeLessThanOrEqual(10);
  const neighbour = await newVisitor(server, `${prefix.replace(/1$/, '2')}::1`).signIn(
    newEmail(),
    WRONG,
  );
  expect(neighbour.status).toBe(422);
  const mapped = newNetwork();
  let turn = 0;
  const forms = [mapped, `::ffff:${mapped}`, `${mapped}:4711`, `[::ffff:${mapped}]:80`];
  const v4 = await guess(
    server,
    () => newEmail(),
    () => forms[turn++ % 4]!,
  );
  expect(v4.heard).toBeLessThanOrEqual(10);
});

test('a slow spray from one network ends after thirty in ten minutes', { tag: '@long' }, async ({
  server,
}) => {
  const network = newNetwork();
  const form = await newVisitor(server).form('/sign-in');
  let heard = 0;
  for (let i = 0; i < 40; i++) {
    change(server, "delete from limits where key like 'password/burst%'");
    const { status } = await newVisitor(server, network).submit(form, [
      ['email', newEmail()],
      ['password', WRONG],
    ]);
    if (status === 422) heard++;
  }
  expect(heard).toBe(30);
});

test('with no trusted proxy no header makes a visitor somebody else', {
  tag: '@long',
}, async () => {
  const server = await startServer({ TRUSTED_PROXY_HOPS: '0' });
  const form = await newVisitor(server).form('/sign-in');
  const names = [
    'X-Forwarded-For',
    'X-Real-IP',
    'CF-Connecting-IP',
    'True-Client-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'Fastly-Client-IP',
    'Forwarded',
  ];
  const guess = async (nth: number) => {
    const name = names[nth % names.length]!;
    const value = name === 'Forwarded' ? `for=${newNetwork()}` : newNetwork();
    const { status } = await newVisitor(server).submit(
      form,
      [
        ['email', newEmail()],
        ['password', WRONG],
      ],
      'form',
      { 'X-Forwarded-For': newNetwork(), [name]: value },
    );
    return status;
  };
  // At once: a busy machine that takes them one by one needs longer than the ten seconds of a burst.
  const statuses = await Promise.all(Array.from({ length: 24 }, (_, nth) => guess(nth)));
  expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(10);
  expect(statuses).toContain(429);
  const mailbox = await send(server, '/dev/mailbox', {
    headers: { 'X-Forwarded-For': '127.0.0.1' },
  });
  expect(mailbox.status).toBe(404);
  await server.remove();
});

test('behind one proxy only what that proxy wrote counts', async ({ server }) => {
  const real = newNetwork();
  const form = await newVisitor(server).form('/sign-in');
  let heard = 0;
  for (let i = 0; i < 20; i++) {
    const { status } = await newVisitor(server, `${newNetwork()}, 127.0.0.1, ${real}`).submit(
      form,
      [
        ['email', newEmail()],
        ['password', WRONG],
      ],
    );
    if (status === 422) heard++;
  }
  expect(heard).toBeLessThanOrEqual(10);
  for (const garbage of [
    'unknown',
    '',
    ',',
    'a'.repeat(5_000),
    '999.1.1.1',
    '1.1.1.1.1',
    '::::',
    '<script>',
    '1.1.1.1 2.2.2.2',
    '"; drop table limits',
  ])
    expect((await newVisitor(server, garbage).go('/sign-in')).status, garbage).toBe(200);
});

test('a budget survives a restart, a clean one and a hard one', { tag: '@long' }, async () => {
  const server = await startServer();
  const email = newEmail();
  await guess(server, () => email, newNetwork);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    change(
      server,
      'update limits set blocked_until = ? where blocked_until > ?',
      Date.now() + 600_000,
      Date.now(),
    );
    await server.stop(signal);
    await server.start();
    expect((await newVisitor(server).signIn(email, WRONG)).status).toBe(429);
  }
  await server.remove();
});

test('a mailbox is not flooded, from however many networks', async ({ server }) => {
  const email = newEmail();
  const form = await newVisitor(server).form('/sign-up');
  const answers = [];
  for (let i = 0; i < 14; i++) {
    change(
      server,
      "update limits set blocked_until = 0 where key like 'mail/recipient:%' and used < 3",
    );
    answers.push(
      await newVisitor(server).submit(form, [
        ['name', 'A'],
        ['email', email],
        ['password', PASSWORD],
      ]),
    );
  }
  expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`))).toEqual(
    new Set(['303 /sign-up/verify']),
  );
  expect((await mailsTo(server.port, email)).length).toBe(3);
});

test('one network begins ten sign-ups an hour', async ({ server }) => {
  const network = newNetwork();
  const form = await newVisitor(server).form('/sign-up');
  const statuses = [];
  for (let i = 0; i < 12; i++)
    statuses.push(
      (
        await newVisitor(server, network).submit(form, [
          ['name', 'A'],
          ['email', newEmail()],
          ['password', PASSWORD],
        ])
      ).status,
    );
  expect(statuses).toEqual([...Array(10).fill(303), 429, 429]);
});

test('what is remembered of a key names nobody', async ({ server }) => {
  const email = newEmail();
  await newVisitor(server).signIn(email, WRONG);
  // Every counter; `readiness` is where the health check tries whether it can write.
  for (const { key } of rows(server, "select key from limits where key <> 'readiness'"))
    expect(key).toMatch(/^[a-z/-]+:[0-9a-f]{32}$/);
});
